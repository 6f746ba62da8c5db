import type { CommandId } from './ids.ts'

/**
 * Commands that stand in every context of every workflow. They are not in the document; their ids
 * begin with `core/` and are used like any other command id in models, decisions and corrections.
 */
export interface CoreCommand {
  readonly id: CommandId
  readonly name: string
  readonly title: string
  readonly description: string
  /** What is trained on, beside the utterances of the workflow; none where fixed phrases are it. */
  readonly utterances: readonly string[]
}

const core = (
  name: string,
  title: string,
  description: string,
  utterances: readonly string[],
): CoreCommand => ({ id: `core/${name}` as CommandId, name, title, description, utterances })

export const WHAT_CAN_I_DO = core(
  'what_can_i_do',
  'What can I do here?',
  'Lists what can be asked for here',
  [
    'what can I do here',
    'what can I say',
    'help',
    'list the commands',
    'show me my options',
    'what are you able to do',
    'which commands are there',
    'what is possible here',
    'how does this work',
  ],
)

export const WHERE_AM_I = core('where_am_i', 'Where am I?', 'Tells which context one is in', [
  'where am I',
  'what is the current context',
  'which context is this',
  'what am I looking at right now',
  'show my current location',
  'where are we in the application',
  'what is open at the moment',
  'tell me where I am now',
])

export const GO_UP = core('go_up', 'Go up', 'Goes to what this is inside of', [
  'go up',
  'up',
  'back',
  'go back up one level',
  'leave this',
  'close this and go back',
  'up one level please',
  'return to the parent',
  'get me out of here',
  'back to the enclosing context',
])

export const GO_TO_TOP = core('go_to_top', 'Go to the top', 'Goes to the outermost context', [
  'go to the top',
  'top',
  'home',
  'start from the beginning',
  'take me home',
  'back to the main level',
  'reset the context',
  'return to the root',
  'go all the way up',
  'to the top level please',
])

export const ABORT = core('abort', 'Never mind', 'Drops the question that is open', [
  'never mind',
  'cancel that',
  'abort',
  'forget it',
  'stop asking',
  'drop it',
  'no longer needed',
  'let us leave that',
])

export const NOT_WHAT_I_MEANT = core(
  'not_what_i_meant',
  'Not what I meant',
  'Says that the last message was misunderstood',
  [
    'that is not what I meant',
    'you misunderstood me',
    'no, I meant something else',
    'that was wrong',
    'you got me wrong',
    'wrong command',
    'I did not ask for that',
    'not that one',
  ],
)

/** "Hello", "thank you": by their words alone, never trained, so that they lie near to nothing. */
export const SMALL_TALK = core(
  'small_talk',
  'Small talk',
  'Answers a greeting, thanks and the like',
  [],
)

export const CORE_COMMANDS: readonly CoreCommand[] = [
  WHAT_CAN_I_DO,
  WHERE_AM_I,
  GO_UP,
  GO_TO_TOP,
  ABORT,
  NOT_WHAT_I_MEANT,
  SMALL_TALK,
]

const BY_ID = new Map<string, CoreCommand>(CORE_COMMANDS.map((command) => [command.id, command]))

export const coreCommandById = (id: string): CoreCommand | undefined => BY_ID.get(id)
