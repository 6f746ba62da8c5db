import { SMALL_TALK } from '#domain/core-commands.ts'
import type { Document } from '#domain/document.ts'
import { recordById, recordsOf } from '#domain/queries.ts'
import { comparable } from '../parameters/words.ts'
import { namedCandidate, verdict, type RungInput, type Verdict } from './rung.ts'

/** What a person says beside what they want. */
export type SmallTalk = 'greeting' | 'how-are-you' | 'who-are-you' | 'thanks' | 'praise' | 'goodbye'

const PHRASES: Readonly<Record<SmallTalk, string>> = {
  greeting:
    'hello, hi, hey, hiya, hallo, howdy, greetings, good morning, good afternoon, good evening, ' +
    'good day, hello again, hi again, nice to meet you',
  'how-are-you':
    "how are you, how are you doing, how are you today, how is it going, how's it going, " +
    "how do you do, what's up, how have you been, are you well, are you ok",
  'who-are-you':
    'who are you, what are you, are you a bot, are you a robot, are you a human, ' +
    'are you human, are you real, are you a real person, who am i talking to, who is this, ' +
    'introduce yourself, what is your name, what’s your name',
  thanks:
    'thanks, thank you, thx, ty, many thanks, thanks a lot, thanks so much, thanks very much, ' +
    'thank you so much, thank you very much, thank you a lot, cheers, much appreciated, ' +
    'i appreciate it, thanks for your help, thank you for your help, thanks for the help, ' +
    'thank you for the help, thanks for that, thank you for that, that helps, that was helpful, ' +
    "that's very kind, you are very kind",
  praise:
    'great, perfect, nice, cool, awesome, wonderful, excellent, good, very good, well done, ' +
    'good job, great job, nice work, good work, super, brilliant, lovely, ok, okay, alright, ' +
    'all right, fine, got it, i see, understood, sounds good, that sounds good, that is good, ' +
    "that's great, that's good, that's fine, that is great, that is fine, good to know",
  goodbye:
    "bye, goodbye, good bye, bye bye, see you, see you later, see you soon, good night, that's all, " +
    "that is all, that's it, that is it, that's all for now, that will be all, that'll be all, " +
    "that's everything, that is everything, i'm done, i am done, we are done, we're done, " +
    "nothing else, have a nice day, have a good day, have a great day, take care, no that's all, " +
    'no that is all, no thanks, no thank you',
}

const KINDS: ReadonlyMap<string, SmallTalk> = new Map(
  (Object.keys(PHRASES) as SmallTalk[]).flatMap((kind) =>
    PHRASES[kind].split(', ').map((phrase): [string, SmallTalk] => [comparable(phrase), kind]),
  ),
)
const LONGEST = Math.max(...[...KINDS.keys()].map((phrase) => phrase.split(' ').length))

/** Said to nobody in particular, and without a meaning of their own here. */
const BESIDE = new Set(
  'there everyone everybody all again then now today and oh well so ah'.split(' '),
)

/** What of the kind a message says, in order, if it says nothing besides; `[]` for any other. */
export function smallTalkIn(text: string): SmallTalk[] {
  const words = comparable(text.replaceAll(/[,.!?;:–—]+/gu, ' ')).split(' ')
  const said: SmallTalk[] = []
  for (let at = 0; at < words.length;) {
    const length = phraseAt(words, at)
    const kind = KINDS.get(words.slice(at, at + length).join(' '))
    if (kind && !said.includes(kind)) said.push(kind)
    if (!kind && (said.length === 0 || !BESIDE.has(words[at] ?? ''))) return []
    at += Math.max(length, 1)
  }
  return said
}

/** How many words the longest phrase has that begins here; 0 where none does. */
function phraseAt(words: readonly string[], at: number): number {
  let length = Math.min(LONGEST, words.length - at)
  while (length > 0 && !KINDS.has(words.slice(at, at + length).join(' '))) length--
  return length
}

/** Answered whatever is open; thanks and the like may be about what is asked, and are not. */
const ALWAYS: ReadonlySet<SmallTalk> = new Set(['greeting', 'how-are-you', 'who-are-you'])

/**
 * Small talk, where nothing of the workflow's own is meant: no utterance or correction says the
 * same, and what the ladder made of it is no command, or none that is likelier than not.
 */
export function smallTalkRung(input: RungInput, decided: Verdict | null): Verdict | null {
  const said = smallTalkIn(input.text)
  const isSaidHere = input.isIdle ? said.length > 0 : said.some((kind) => ALWAYS.has(kind))
  const scoped = input.scope.byId.get(SMALL_TALK.id)
  if (!scoped || !isSaidHere || isOwn(decided, input.document)) return null
  return isTaught(comparable(input.text), input.document)
    ? null
    : verdict('exact', 'route', [namedCandidate(scoped)])
}

const LIKELY = 0.5

function isOwn(decided: Verdict | null, document: Document): boolean {
  if (!decided) return false
  if (decided.rung !== 'classifier') return true
  const [best] = decided.outcome === 'refuse' ? [] : decided.candidates
  return (
    best !== undefined &&
    recordById(document, 'command', best.command) !== undefined &&
    (decided.outcome === 'route' || best.probability > LIKELY)
  )
}

const isTaught = (said: string, document: Document): boolean =>
  [...recordsOf(document, 'utterance'), ...recordsOf(document, 'correction')].some(
    ({ text }) => comparable(text) === said,
  )
