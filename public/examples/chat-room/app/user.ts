import { oneLine, type ChatRoom, type Message } from './chat-room'

export type Status = 'online' | 'away' | 'busy'

/** Somebody in the room; being one means writing in their name. */
export class User {
  readonly parent: ChatRoom
  readonly name: string
  readonly kind: 'standard' | 'premium' = 'standard'
  status: Status = 'online'

  constructor(parent: ChatRoom, name: string) {
    this.parent = parent
    this.name = name
  }

  /** For lookups: everybody else. */
  otherNames(): string[] {
    return this.parent.userNames().filter((name) => name !== this.name)
  }

  get inbox(): Message[] {
    return this.parent.messages.filter(({ to }) => to === this.name)
  }

  send(recipient: string, text: string): string {
    return this.deliver(recipient, text, false)
  }

  setStatus({ status }: { status: Status }): string {
    this.status = status
    return `${this.name} is ${status} now.`
  }

  /** What was written to this person alone; from now on it counts as read. */
  readInbox(): string {
    const { inbox } = this
    if (inbox.length === 0) return `There is nothing in the inbox of ${this.name}.`
    const lines = inbox.map(
      (message) => `${oneLine(message)}${this.isNew(message) ? ' (new)' : ''}`,
    )
    for (const message of inbox) if (this.isNew(message)) message.readBy.push(this.name)
    return `Inbox of ${this.name}:\n${lines.join('\n')}`
  }

  protected deliver(recipient: string, text: string, urgent: boolean): string {
    const to = this.parent.user(recipient)
    if (!to) return `Nobody here is called ${recipient}.`
    if (to === this) return 'That would be a message to yourself.'
    this.parent.post({ from: this.name, to: to.name, text, urgent })
    const away = to.status === 'away' ? `, who is away` : ''
    return `${urgent ? 'Priority message' : 'Message'} sent to ${to.name}${away}: “${text}”`
  }

  private isNew({ readBy }: Message): boolean {
    return !readBy.includes(this.name)
  }
}
