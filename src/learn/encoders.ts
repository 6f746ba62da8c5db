import { AppError } from '#shared/app-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { IntentModel } from '#domain/intent-model.ts'

/** One file of an encoder, as it lies under `/models/<encoder id>/`. */
export interface EncoderFile {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
}

/** A frozen sentence encoder that ships with the studio. A text is the mean of its tokens. */
export interface EncoderSpec {
  readonly id: string
  /**
   * First 12 hex digits of the model file's hash, and after a dash how it is pooled, where a release
   * pooled the same file otherwise: vectors of two revisions are never mixed.
   */
  readonly revision: string
  readonly dimension: number
  /** A longer text is cut there by the tokenizer. */
  readonly maxTokens: number
  /**
   * Mean cosine of texts that have nothing to do with each other, as measured between the general
   * messages of `background.ts` and utterances of a public data set.
   */
  readonly unrelated: number
  /**
   * The tensor of its graph that tells most of single words: of a middle layer, before all goes
   * into one vector. Without it the last layer is taken.
   */
  readonly tokenLayer?: string
  readonly files: readonly EncoderFile[]
}

/** Twelve layers: understands more of what is said, and takes twice the time. */
export const ACCURATE_ENCODER = 'bge-small-en-v1.5'
/** Six layers: for slow machines and very many utterances. */
export const FAST_ENCODER = 'all-MiniLM-L6-v2'
const TOKENIZER: readonly EncoderFile[] = [
  {
    path: 'tokenizer.json',
    bytes: 527_370,
    sha256: '818c87f5c57e5d9f29468e5d2bedd6413cd6b32253aec6964b51471875a6128e',
  },
  {
    path: 'tokenizer_config.json',
    bytes: 352,
    sha256: '97bfeb3238f4837558f2869ad9180c67108c0a2a5f20e3730faaeacdb4da1308',
  },
]

const KNOWN_TEXTS: EncoderFile = {
  path: 'known/texts.json',
  bytes: 8_555,
  sha256: 'ea26d385cb82aae71724e9bc9c803eff635ebf0e4e811f5e86bc28daf14e7c64',
}

/** Every encoder there is to choose from, the default first; the files lie in `public/models/`. */
export const ENCODERS: readonly EncoderSpec[] = [
  {
    id: ACCURATE_ENCODER,
    revision: '84535901566f-mean',
    dimension: 384,
    maxTokens: 256,
    unrelated: 0.4,
    tokenLayer: 'layer_6',
    files: [
      {
        path: 'config.json',
        bytes: 570,
        sha256: '6fbc0147883d283a1c1b7b7b3cd313dbfa4efaf815f005864ea3f2e2fbfb1c6e',
      },
      {
        path: 'onnx/model_quantized.onnx',
        bytes: 34_351_293,
        sha256: '84535901566f715e80559403122a825b29aa18c669ee0bd8d10b1b3ffcd74519',
      },
      {
        path: 'known/vectors.f32',
        bytes: 451_584,
        sha256: '4895fc833bccd2a828c1b6c621edf0528de76c7cbd320bdff24b342d1d8b3754',
      },
      KNOWN_TEXTS,
      ...TOKENIZER,
    ],
  },
  {
    id: FAST_ENCODER,
    revision: '48b91fa35cb6',
    dimension: 384,
    maxTokens: 256,
    unrelated: 0.05,
    tokenLayer: 'layer_3',
    files: [
      {
        path: 'config.json',
        bytes: 568,
        sha256: 'a58113290946bce2c62e3307f73e855847f2f9602327e4f2225167c85938ca6a',
      },
      {
        path: 'onnx/model_quantized.onnx',
        bytes: 23_493_391,
        sha256: '48b91fa35cb6c80ba602fbe93f9d191b72fada97cfbfacde8f23c20dc591f06f',
      },
      {
        path: 'known/vectors.f32',
        bytes: 451_584,
        sha256: '449f055b1bd83c53db407c917d98e7400b01b7d0a4e7cf40395aca88abb6c5bc',
      },
      KNOWN_TEXTS,
      ...TOKENIZER,
    ],
  },
]

/** Of new workflows; chosen by what is measured in `learn/README.md`. */
export const DEFAULT_ENCODER = ENCODERS[0]!.id

/** The encoder of that id; `learn/encoder-unavailable` where this build does not have it. */
export function encoderById(id: string): Result<EncoderSpec, AppError> {
  const spec = ENCODERS.find((encoder) => encoder.id === id)
  if (spec) return ok(spec)
  return err(
    new AppError(
      'learn/encoder-unavailable',
      `There is no encoder "${id}" here; a workflow can choose ${ENCODERS.map((each) => each.id).join(' or ')}`,
      { details: { encoder: id } },
    ),
  )
}

/** Why a model does not understand by an encoder: its numbers lie in another space. */
export type Misfit = 'other-encoder' | 'other-release' | 'unknown-encoder'

/** `null` where a model was trained with the encoder that is chosen, as it is in this build. */
export function misfitOf({ encoder }: IntentModel, chosen: string): Misfit | null {
  const spec = ENCODERS.find(({ id }) => id === chosen)
  if (!spec) return 'unknown-encoder'
  if (encoder.id !== chosen) return 'other-encoder'
  return encoder.revision === spec.revision ? null : 'other-release'
}

/** See `EncoderSpec.unrelated`; 0 for an encoder that is not known here. */
export function unrelatedCosine(id: string): number {
  return ENCODERS.find((encoder) => encoder.id === id)?.unrelated ?? 0
}

/** Names the space a vector lies in: the key of the embedding cache. */
export function encoderKey({ id, revision }: Pick<EncoderSpec, 'id' | 'revision'>): string {
  return `${id}@${revision}`
}

export function encoderBytes({ files }: EncoderSpec): number {
  return files.reduce((total, { bytes }) => total + bytes, 0)
}
