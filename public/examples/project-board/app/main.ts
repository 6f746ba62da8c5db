import { Board } from './board'
import { daysFromNow } from './calendar'
import { Epic } from './epic'
import { Story } from './story'
import { Task } from './task'

/** A board in the middle of things; due dates lie around the day it is first opened. */
export function start(): Board {
  const board = new Board(['Priya', 'Jonas', 'Amina', 'Lee'])

  const checkout = board.add(new Epic(board, 'Checkout redesign'))
  const payment = checkout.add(new Story(checkout, 'Payment form'))
  payment.assignee = 'Priya'
  payment.dueOn = daysFromNow(6)
  payment.add(task(payment, 'Validate card numbers', 'done', 'Priya', -3, 5))
  payment.add(task(payment, 'Show errors beside the field', 'in progress', 'Priya', 2, 3))
  payment.add(task(payment, 'Test with a screen reader', 'to do', 'Amina', 5))
  const summary = checkout.add(new Story(checkout, 'Order summary'))
  summary.add(task(summary, 'List the discounts', 'to do', 'Jonas', -1))
  summary.add(task(summary, 'Round the totals', 'blocked', 'Lee', 4))

  const search = board.add(new Epic(board, 'Search'))
  const suggestions = search.add(new Story(search, 'Suggestions while typing'))
  suggestions.assignee = 'Lee'
  suggestions.add(task(suggestions, 'Measure the index size', 'done', 'Lee', -6, 4))
  suggestions.add(task(suggestions, 'Rank by popularity', 'in progress', 'Jonas', 3, 1))
  const filters = search.add(new Story(search, 'Filters'))
  filters.add(task(filters, 'Filter by price', 'to do', null, null))

  const launch = board.add(new Epic(board, 'Launch'))
  const notes = launch.add(new Story(launch, 'Release notes'))
  notes.add(task(notes, 'Collect the changes', 'to do', 'Amina', 9))
  return board
}

function task(
  story: Story,
  title: string,
  status: Task['ownStatus'],
  assignee: string | null,
  dueInDays: number | null,
  hours = 0,
): Task {
  const made = new Task(story, title)
  made.ownStatus = status
  made.assignee = assignee
  made.dueOn = dueInDays === null ? null : daysFromNow(dueInDays)
  made.hours = hours
  return made
}
