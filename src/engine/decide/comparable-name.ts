import { remembered } from '#shared/remembered.ts'
import { comparable } from '../parameters/words.ts'

/** Three ways to write each of 2,000 commands, and some of what is out of scope. */
const MOST = 10_000

/** As `comparable`, for names: the same ones are compared with each message, so it is worked out once. */
export const comparableName = remembered(comparable, MOST)
