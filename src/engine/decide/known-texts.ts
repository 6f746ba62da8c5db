import type { CommandId } from '#domain/ids.ts'
import type { IntentModel } from '#domain/intent-model.ts'
import { comparable } from '../parameters/words.ts'

const known = new WeakMap<IntentModel['examples'], ReadonlySet<string>>()

/** Whether the model was trained on this text, as meaning this. */
export function knowsText(
  { labels, examples }: Pick<IntentModel, 'labels' | 'examples'>,
  text: string,
  label: CommandId,
): boolean {
  let texts = known.get(examples)
  if (!texts) {
    const keys = examples.texts.map((each, i) => keyOf(each, labels[examples.labels[i] ?? -1]))
    texts = new Set(keys)
    known.set(examples, texts)
  }
  return texts.has(keyOf(text, label))
}

const keyOf = (text: string, label: CommandId | undefined): string =>
  `${label ?? ''}\n${comparable(text)}`
