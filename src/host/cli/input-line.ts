import { z } from 'zod'
import { err, ok, type Result } from '#shared/result.ts'

const values = z.record(z.string(), z.json())

const lineSchema = z.union([
  z.strictObject({ message: z.string() }),
  z.strictObject({
    action: z.strictObject({
      command: z.string(),
      parameters: values.default({}),
      /** Consent to what would be asked about first; without it, it is asked about. */
      confirmed: z.boolean().optional(),
    }),
  }),
  z.strictObject({ answer: z.json() }),
  /** A run to be taken back, or `true` for the latest that can be. */
  z.strictObject({ undo: z.union([z.string(), z.literal(true)]) }),
  /** A command that the last message was not taken for. */
  z.strictObject({ whyNot: z.string() }),
])

/** One line of a script: what a person or a program does next. */
export type InputLine = z.infer<typeof lineSchema>

const FORMS =
  '{"message": TEXT}, {"action": {"command": NAME, "parameters": {…}}}, {"answer": VALUE}, {"undo": RUN} or {"whyNot": COMMAND}'

/** The error is a sentence. */
export function readInputLine(text: string): Result<InputLine, string> {
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch {
    return err('This line is not JSON.')
  }
  const line = lineSchema.safeParse(data)
  return line.success ? ok(line.data) : err(`A line is one of ${FORMS}.`)
}
