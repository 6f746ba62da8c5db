import { describe, expect, it } from 'vitest'
import type { Document } from '#domain/document.ts'
import { bagOfWords, FAKE_MODEL } from '#testing/fake-understanding.ts'
import { fakePorts, scopeAt } from '#testing/fake-engine.ts'
import { workflow, type WorkflowBuilder } from '#testing/workflow-builder.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { createMemoryIndex } from './memory.ts'
import { isProhibition } from './prohibition.ts'
import type { DecidePorts } from './rung.ts'

describe('what begins by saying what is not to be done', () => {
  it.each([
    'don’t pay with PayPal',
    "Don't pay with PayPal",
    'dont pay',
    'do not pay',
    'please do not pay',
    'No, don’t pay yet',
    'ok, please don’t pay',
    'never pay with PayPal',
    'I don’t want to pay with PayPal',
    'I do not want you to pay',
    'we don’t wish to pay',
  ])('is heard: “%s”', (text) => {
    expect(isProhibition(text)).toBe(true)
  })

  it.each([
    'stop paying with PayPal',
    'no sugar',
    'cancel',
    'never mind',
    'never mind the order',
    'don’t forget to pay',
    'do not fail to pay',
    'don’t you want to pay',
    'don’t worry, pay it',
    'never forget to pay',
    'don’t',
    'do notify Bruno',
    'nevertheless pay',
    'I don’t want the boots',
    'pay, and don’t ask again',
    'send Bruno “don’t pay”',
    '“don’t pay” to Bruno',
  ])('is not heard in “%s”', (text) => {
    expect(isProhibition(text)).toBe(false)
  })
})

const desk = (): WorkflowBuilder =>
  workflow('Desk')
    .command('pay_order', { risk: 'write', utterances: ['pay with [PayPal](by)'] })
    .command('silence', { risk: 'write', utterances: ['don’t ring here', 'be still'] })
    .command('do_not_disturb', { risk: 'write', utterances: ['leave me in peace'] })
    .command('show_order', { utterances: ['show me the order'] })

async function decided(message: string, document: Document = desk().build()): Promise<Decision> {
  const ports = fakePorts(() => document)
  const request = { message, document, scope: scopeAt(document), model: FAKE_MODEL }
  return decide(request, ports, createMemoryIndex(ports.embed), new AbortController().signal)
}

const line = ({ outcome, rung, candidates, isForbidden }: Decision): string =>
  `${outcome} ${rung} ${candidates[0]?.command ?? ''}${isForbidden ? ', forbidden' : ''}`

describe('a message that forbids something', () => {
  it.each([
    ['pay with PayPal', 'route classifier pay_order'],
    ['don’t pay with PayPal', 'ask classifier pay_order, forbidden'],
    ['please do not pay with PayPal', 'ask classifier pay_order, forbidden'],
    ['don’t forget to pay with PayPal', 'route classifier pay_order'],
    ['don’t ring here today', 'route classifier silence'],
    ['do not distrub', 'route fuzzy do_not_disturb'],
    ['do not disturb', 'route exact do_not_disturb'],
    ['/pay_order', 'route exact pay_order'],
    ['don’t show me the order', 'route classifier show_order'],
    ['never mind', 'route exact core/abort'],
  ])('“%s” → %s', async (message, expected) => {
    expect(line(await decided(message))).toBe(expected)
  })

  it('is asked about that one command', async () => {
    const { candidates } = await decided('don’t pay with PayPal')
    expect(candidates).toHaveLength(1)
  })

  it('is asked about where it is nearly a name', async () => {
    const document = workflow().command('never_version', { risk: 'write' }).build()
    expect(line(await decided('never versoin', document))).toBe('route fuzzy never_version')
    const other = workflow().command('nevers_pay', { risk: 'write' }).build()
    expect(line(await decided('never pay', other))).toBe('ask fuzzy nevers_pay, forbidden')
  })

  it('is followed where a correction says the same words', async () => {
    const said = 'don’t pay with PayPal'
    const document = desk().correction(said, { meant: 'silence' }).build()
    expect(line(await decided(said, document))).toBe('route memory silence')
  })

  it('is asked about where only a correction of other words is like it', async () => {
    const document = desk().correction('pay with PayPal soon', { meant: 'pay_order' }).build()
    const ports: DecidePorts = {
      ...fakePorts(() => document),
      // An encoder that does not hear the "not".
      embed: (texts) =>
        Promise.resolve(texts.map((text) => bagOfWords(text.replace(/^do not /u, '')))),
      understand: () => Promise.resolve(null),
    }
    const message = 'do not pay with PayPal soon'
    const request = { message, document, scope: scopeAt(document), model: null }
    const memory = createMemoryIndex(ports.embed)
    const decision = await decide(request, ports, memory, new AbortController().signal)
    expect(line(decision)).toBe('ask memory pay_order, forbidden')
  })
})
