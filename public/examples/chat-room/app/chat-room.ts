import type { User } from './user'

export interface Message {
  readonly from: string
  /** A name, or `null` for everybody. */
  readonly to: string | null
  readonly text: string
  readonly urgent: boolean
  /** The names of those who have read it. */
  readonly readBy: string[]
}

/** The room: it holds the people in it and all that was said. */
export class ChatRoom {
  readonly name: string
  users: User[] = []
  /** Oldest first. */
  messages: Message[] = []

  constructor(name: string) {
    this.name = name
  }

  /** For lookups. */
  userNames(): string[] {
    return this.users.map(({ name }) => name)
  }

  user(name: string): User | undefined {
    const wanted = name.trim().toLowerCase()
    return this.users.find((user) => user.name.toLowerCase() === wanted)
  }

  post(message: Omit<Message, 'readBy'>): void {
    this.messages.push({ ...message, readBy: [message.from] })
  }

  /** Everybody in the room, with what they are up to. */
  listUsers(): string {
    const lines = this.users.map(
      ({ name, kind, status }) => `- ${name}, ${status}${kind === 'premium' ? ', premium' : ''}`,
    )
    return `${this.users.length} people are in the ${this.name}:\n${lines.join('\n')}`
  }

  /** What was said to everybody; private messages stay private. */
  publicMessages(): string {
    const lines = this.messages.filter(({ to }) => to === null).map(oneLine)
    return lines.length > 0 ? `On the board:\n${lines.join('\n')}` : 'The board is empty.'
  }

  /** Takes somebody out of the room, together with the messages only they could read. */
  remove(user: User): void {
    this.users = this.users.filter((other) => other !== user)
    this.messages = this.messages.filter(({ to }) => to !== user.name)
  }
}

/** `- Ada to Bruno: Hello`, urgent ones with an exclamation mark in front. */
export function oneLine({ from, to, text, urgent }: Message): string {
  return `- ${urgent ? '❗ ' : ''}${from}${to === null ? '' : ` to ${to}`}: ${text}`
}
