/**
 * People mostly say what can be said where they are. Without this, commands that are hard to tell
 * apart would refuse each other's messages wherever only one of them is offered.
 */
const ODDS_OF_HERE = 9

/**
 * How surely a message is for something that is offered here, 0–1: how familiar it is to that, times
 * the odds of that against all other commands of the workflow. The first falls for what no command
 * is meant for, the second for what a command elsewhere is meant for; where all commands are
 * offered it is 1. `here` and `elsewhere` are what each side has of the probability.
 */
export function belonging(familiarity: number, here: number, elsewhere: number): number {
  const weight = ODDS_OF_HERE * here
  return weight > 0 ? (familiarity * weight) / (weight + Math.max(0, elsewhere)) : 0
}
