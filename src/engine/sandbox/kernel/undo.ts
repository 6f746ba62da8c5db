/** What was done and can be taken back: by which command, on which instance, with what. */
export const UNDO = /* js */ `
const MAX_TICKETS = 100
/** Oldest first. Input and output are kept as text: what has happened does not change any more. */
let tickets = newList()
const keepTicket = (record) => {
  const kept = newList()
  for (let i = tickets.length >= MAX_TICKETS ? 1 : 0; i < tickets.length; i++) add(kept, tickets[i])
  add(kept, record)
  tickets = kept
}
const forgetTicket = (record) => {
  const kept = newList()
  for (let i = 0; i < tickets.length; i++) if (tickets[i] !== record) add(kept, tickets[i])
  tickets = kept
}
const ticketFor = (ticket) => {
  for (let i = 0; i < tickets.length; i++) if (tickets[i].ticket === ticket) return tickets[i]
  throw refuse('cannot-undo', 'This cannot be undone any more')
}
/** Whether it is known, and how it is undone is still written. */
const isUndoable = ({ ticket }) => {
  for (let i = 0; i < tickets.length; i++)
    if (tickets[i].ticket === ticket) {
      const command = commandsById.get(tickets[i].command)
      return stringify(!!(command && command.undo))
    }
  return 'false'
}

const undo = ({ ticket, closed }) => {
  logs = newList()
  begin(async () => {
    const record = ticketFor(ticket)
    const command = commandsById.get(record.command)
    const how = command && command.undo
    if (!how) throw refuse('cannot-undo', 'How this is undone is not written any more')
    const input = parse(record.input)
    const scope = scopeOf(record.self, { output: parse(record.output) })
    openWorld(closed)
    const value = how.kind === 'method' ? callMethod(command, how, input, scope) : callModule(command.undoPath, input, scope)
    const result = answer(await value)
    forgetTicket(record)
    return result
  })
}
const exportTickets = (encode) => {
  const texts = newList()
  for (let i = 0; i < tickets.length; i++) {
    const { ticket, command, self, input, output } = tickets[i]
    const at = encode(self)
    if (at !== undefined)
      add(texts, '{"ticket":' + stringify(ticket) + ',"command":' + stringify(command) + ',"self":' + at + ',"input":' + input + ',"output":' + output + '}')
  }
  return texts
}
const importTickets = (saved, decode) => {
  for (let i = 0; i < saved.length; i++) {
    const { ticket, command, self, input, output } = saved[i]
    keepTicket({ __proto__: null, ticket, command, self: decode(self), input: stringify(input), output: stringify(output) })
  }
}
`
