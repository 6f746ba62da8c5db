import { beforeEach, describe, expect, it } from 'vitest'
import { runExample, untold, type RunningExample } from './running-example.ts'

describe('The retail desk', () => {
  let desk: RunningExample
  const told = new Set<string>()
  const open = (order_number: string) => desk.run('open_order', { order_number })

  beforeEach(async () => {
    desk = await runExample('retail-desk')
    return () => {
      for (const command of desk.told) told.add(command)
    }
  })

  it('knows its customers by e-mail, or by name and zip code', async () => {
    const email = 'MAYA.Lindgren@example.com'
    expect(await desk.run('find_customer_by_email', { email })).toContain('12 Alder Lane, Portland')
    expect(await desk.where()).toEqual(['Customer', '*'])

    const wrong = { name: 'Owen Achebe', zip: '97214' }
    expect(await desk.run('find_customer_by_name', wrong)).toContain('does not live in')
    const right = { name: 'owen achebe', zip: '98109' }
    expect(await desk.run('find_customer_by_name', right)).toContain('owen.achebe@example.org')
  })

  it('tells what a customer has ordered, and how they can pay', async () => {
    await desk.run('find_customer_by_email', { email: 'maya.lindgren@example.com' })

    expect(await desk.run('customer_details')).toContain('Has placed 3 orders.')
    expect(await desk.run('list_orders')).toContain('- W4082615: pending, placed 29 June 2025')
    expect(await desk.run('list_orders', { status: 'delivered' })).toContain('2 delivered orders')
    expect(await desk.run('list_orders', { status: 'returned' })).toContain('no returned orders')
    expect(await desk.run('list_payment_methods')).toContain('- gift card with $50.00 left')
    expect(await desk.run('open_last_order')).toContain('Order W4082615 is pending')
  })

  it('cancels a pending order once, and then only knows what becomes of the money', async () => {
    await open('#w4082615')
    expect(await desk.where()).toEqual(['PendingOrder', 'Customer', '*'])

    const reply = await desk.run('cancel_order', { reason: 'ordered by mistake' })

    expect(reply).toContain('Order W4082615 is cancelled (ordered by mistake). $')
    expect(reply).toContain('goes back to Visa ending in 4021 within 7 days')
    expect(await desk.where()).toEqual(['CancelledOrder', 'Customer', '*'])
    expect(await desk.offers('cancel_order')).toBe(false)
    expect(await desk.run('refund_status')).toContain('7 days to go at most')
  })

  it('takes back what was delivered, but does not cancel it', async () => {
    await open('W7719340')
    expect(await desk.offers('cancel_order')).toBe(false)
    expect((await desk.values('return_items', 'item')).map(({ value }) => value)).toEqual([
      'Hiking Boots',
      'Wool Scarf',
      'everything',
    ])

    expect(await desk.run('return_items', { item: 'Wool Scarf' })).toContain(
      'goes back to Visa ending in 4021',
    )
    expect(await desk.run('return_items', { item: 'Wool Scarf' })).toContain('no Wool Scarf left')
    expect(await desk.where()).toEqual(['DeliveredOrder', 'Customer', '*'])
    await desk.run('return_items', { item: 'everything' })

    expect(await desk.where()).toEqual(['ReturnedOrder', 'Customer', '*'])
    expect(await desk.run('email_return_label')).toContain('maya.lindgren@example.com')
    expect(await desk.run('order_details')).toContain('Wool Scarf (navy, medium), $39.00, returned')
  })

  it('takes nothing back when thirty days are over', async () => {
    await open('W5530218')

    expect(await desk.offers('return_items')).toBe(false)
    expect(await desk.offers('exchange_item')).toBe(false)
  })

  it('exchanges a delivered item for another variant of the same product only', async () => {
    await open('W7719340')
    const variants = await desk.values('exchange_item', 'variant')
    const boots = variants.find(({ label }) => label === 'white, size 38')
    const scarf = variants.find(({ label }) => label === 'olive, large')

    const item = 'Hiking Boots'
    expect(await desk.run('exchange_item', { item, variant: scarf?.value ?? '' })).toContain(
      'can only be swapped for another Hiking Boots',
    )
    expect(await desk.run('exchange_item', { item, variant: boots?.value ?? '' })).toContain(
      'white, size 38 instead of grey, size 42',
    )
  })

  it('changes address, payment and items of an order that is not shipped yet', async () => {
    await open('W4082615')
    const address = { street: '27 Birch Road', city: 'Denver', zip: '80217' }
    expect(await desk.run('change_shipping_address', { address })).toBe(
      'Order W4082615 will go to 27 Birch Road, Denver 80217.',
    )
    expect(await desk.run('customer_details')).toContain('12 Alder Lane')
    expect(await desk.values('change_shipping_address', 'address.city')).toHaveLength(8)

    expect(
      (await desk.values('change_payment', 'payment_method')).map(({ value }) => value),
    ).toEqual(['Visa ending in 4021', 'PayPal', 'gift card'])
    expect(await desk.run('change_payment', { payment_method: 'gift card' })).toContain(
      'only $50.00 left',
    )
    expect(await desk.run('change_payment', { payment_method: 'PayPal' })).toContain(
      'is now paid with PayPal',
    )

    const variants = await desk.values('change_item', 'variant')
    const green = variants.find(({ label }) => label === 'green, 30 litres')
    const swap = { item: 'Trail Backpack', variant: green?.value ?? '' }
    expect(await desk.run('change_item', swap)).toContain('green, 30 litres instead of green, 20')
    expect(await desk.run('change_item', swap)).toContain('the order has now')
  })

  it('leaves orders already placed alone when a customer moves', async () => {
    await open('W3478850')
    const address = { street: '5 Mill Lane', city: 'Austin', zip: '78741' }

    expect(await desk.run('change_default_address', { address })).toContain(
      '5 Mill Lane, Austin 78741',
    )

    expect(await desk.run('order_details')).toContain('88 Harbour View, Seattle')
  })

  it('follows a parcel, and places a cancelled order again', async () => {
    await open('W8341126')
    expect(await desk.run('track_shipment')).toContain('on its way to Seattle')
    expect(await desk.run('track_shipment')).toContain('2 July 2025')

    await open('W2904417')
    expect(await desk.run('reorder')).toContain('Placed again.')
    expect(await desk.where()).toEqual(['PendingOrder', 'Customer', '*'])
    expect(await desk.run('list_orders')).toContain('5 orders')
  })

  it('goes down to an item and answers for the desk from there', async () => {
    await open('W4082615')
    await desk.run('open_item', { item: 'Desk Lamp' })
    expect(await desk.where()).toEqual(['Item', 'PendingOrder', 'Customer', '*'])

    expect(await desk.run('item_details')).toContain('Desk Lamp (black, plus)')
    expect(await desk.run('item_options')).toContain('- white, basic: $58.00')
    expect(await desk.run('calculate', { expression: '15% of 240' })).toBe('15% of 240 = 36')
    expect(await desk.run('product_details', { product: 'teapot' })).toContain('Teapot, kitchen')
    expect(await desk.run('list_product_types')).toContain('We sell 50 products')
    expect(await desk.run('transfer_to_person')).toContain('number 1 in the queue')
  })

  it('asks again for what cannot be, and says why', async () => {
    const who = { name: 'Owen Achebe', zip: '97214' }
    expect(await desk.problems('find_customer_by_name', who)).toEqual([
      'zip: Owen Achebe does not live in the zip code 97214.',
    ])
    expect(await desk.problems('find_customer_by_name', { ...who, zip: '98109' })).toEqual([])
    expect(await desk.problems('calculate', { expression: '3 4' })).toEqual([
      'expression: I cannot work out “3 4”.',
    ])

    await open('W4082615')
    const home = { address: { street: '12 Alder Lane', city: 'Portland', zip: '97214' } }
    expect(await desk.problems('change_shipping_address', home)).toEqual([
      'Order W4082615 goes to 12 Alder Lane, Portland 97214 already.',
    ])
    const nowhere = { address: { street: '27 Birch Road', city: 'Denver', zip: '97214' } }
    expect(await desk.problems('change_default_address', nowhere)).toEqual([
      'address.zip: Zip codes of Denver begin with 802, not as 97214.',
    ])
    expect(await desk.problems('change_payment', { payment_method: 'gift card' })).toEqual([
      expect.stringMatching(/^payment_method: The gift card has only \$50\.00 left/),
    ])
    expect(await desk.problems('change_payment', { payment_method: 'PayPal' })).toEqual([])
    const [other] = await desk.values('change_item', 'variant')
    expect(await desk.problems('change_item', { item: 'Desk Lamp', variant: 'SH2-1' })).toEqual([
      'variant: Desk Lamp can only be swapped for another Desk Lamp.',
    ])
    expect(
      await desk.problems('change_item', { item: 'Trail Backpack', variant: other?.value ?? '' }),
    ).toEqual([])
  })

  it('tells before it cancels or takes back what will be paid, and does nothing yet', async () => {
    await open('W4082615')
    const reason = 'ordered by mistake'

    expect(await desk.rehearse('cancel_order', { reason })).toContain('goes back to Visa')
    expect(await desk.where()).toEqual(['PendingOrder', 'Customer', '*'])
    expect(await desk.run('order_details')).toContain('is pending')
  })

  it('takes back what was done, once', async () => {
    await open('W4082615')
    const before = await desk.run('order_details')
    await desk.run('cancel_order', { reason: 'ordered by mistake' })
    expect(await desk.where()).toEqual(['CancelledOrder', 'Customer', '*'])

    await desk.undo()

    expect(await desk.where()).toEqual(['PendingOrder', 'Customer', '*'])
    expect(await desk.run('order_details')).toBe(before)
    await expect(desk.undo()).rejects.toMatchObject({ code: 'sandbox/cannot-undo' })
  })

  it('gives credit, and takes back only what is left of it', async () => {
    await desk.run('find_customer_by_email', { email: 'maya.lindgren@example.com' })
    expect(await desk.run('give_credit', { amount: 20 })).toBe(
      '$20.00 is on the gift card of Maya Lindgren, with $70.00 in all.',
    )
    expect(await desk.undo()).toBe('$20.00 was taken off the gift card again; $50.00 is left.')
    expect(await desk.run('list_payment_methods')).toContain('- gift card with $50.00 left')
    expect(await desk.run('transfer_to_person')).toContain('number 1 in the queue')
    expect(await desk.undo()).toBe('You are out of the queue again.')
    expect(await desk.run('transfer_to_person')).toContain('number 1 in the queue')
  })

  it('offers another way to pay only to whom has more than one', async () => {
    const offered = new Map<number, boolean>()
    for (const { value } of (await desk.values('find_customer_by_email', 'email')).slice(2, 30)) {
      await desk.run('find_customer_by_email', { email: value })
      const ways = (await desk.run('list_payment_methods')).split('\n').length - 1
      if (!(await desk.offers('open_last_order'))) continue
      await desk.run('open_last_order')
      if ((await desk.where())[0] === 'PendingOrder')
        offered.set(ways, await desk.offers('change_payment'))
    }
    expect([offered.get(1), offered.get(2), offered.get(3)]).toEqual([false, true, true])
  })

  it('works out sums and nothing else', async () => {
    const sums: readonly (readonly [string, string])[] = [
      ['3 * (19.90 + 4)', '71.7'],
      ['2 ^ 3 ^ 2', '512'],
      ['-4 + 10 / 4', '-1.5'],
      ['$1,250 minus 20', '1230'],
      ['12 x 3 = ?', '36'],
      ['249 divided by 4', '62.25'],
    ]
    for (const [expression, result] of sums)
      expect(await desk.run('calculate', { expression })).toBe(`${expression} = ${result}`)
    for (const expression of ['', '1 / 0', '2 +', '(3', '3 4', 'desk.customers', 'alert(1)'])
      expect(await desk.run('calculate', { expression })).toContain('I cannot work out')
  })

  it('holds 500 customers and 1,000 orders, none of them twice, and says so quickly', async () => {
    const names = await desk.values('find_customer_by_name', 'name')
    const numbers = await desk.values('open_order', 'order_number')
    const state = JSON.stringify(await desk.application.inspect())

    expect(new Set(names.map(({ value }) => value)).size).toBe(500)
    expect(new Set(numbers.map(({ value }) => value)).size).toBe(1000)
    expect(numbers.every(({ value }) => /^W\d{7}$/.test(value))).toBe(true)
    expect(state.length).toBeLessThan(1_500_000)
  })

  it('is the same desk each time it opens', async () => {
    const again = await runExample('retail-desk')

    expect(await again.application.inspect()).toEqual(await desk.application.inspect())
  })

  it('has a story about each of its commands', () => {
    expect(untold(desk.document, told)).toEqual([])
  })
})
