import { Calculator } from './calculator'

/** Called once, when the conversation begins; what it returns is what one talks to. */
export function start(): Calculator {
  return new Calculator()
}
