import { User } from './user'

/** A user who can also mark messages as urgent, and see who has read them. */
export class PremiumUser extends User {
  override readonly kind = 'premium'

  sendPriority(recipient: string, text: string): string {
    return this.deliver(recipient, text, true)
  }

  /** Who has read what this person wrote. */
  readReceipts(): string {
    const sent = this.parent.messages.filter(({ from }) => from === this.name)
    if (sent.length === 0) return `${this.name} has not written anything yet.`
    const lines = sent.map(({ to, text, readBy }) => {
      const readers = readBy.filter((name) => name !== this.name)
      const read = readers.length > 0 ? `read by ${readers.join(', ')}` : 'not read yet'
      return `- to ${to ?? 'everybody'}: “${text}”, ${read}`
    })
    return `Written by ${this.name}:\n${lines.join('\n')}`
  }
}
