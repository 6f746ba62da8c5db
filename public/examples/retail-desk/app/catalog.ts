import type { Dice } from './seed'

/** One thing that can be bought: a product in one choice of its options. */
export interface Variant {
  readonly sku: string
  /** `olive, large` */
  readonly options: string
  /** In cents. */
  readonly price: number
  stock: number
}

export interface Product {
  readonly name: string
  readonly type: string
  readonly variants: Variant[]
}

const WEAR = [
  ['black', 'navy', 'olive'],
  ['small', 'medium', 'large'],
]
const SHOE = [
  ['grey', 'white'],
  ['size 38', 'size 40', 'size 42', 'size 44'],
]
const BAG = [
  ['black', 'green', 'sand'],
  ['20 litres', '30 litres'],
]
const POWER = [
  ['black', 'white'],
  ['basic', 'plus'],
]
const HOME = [['oak', 'walnut', 'white']]
const PAPER = [
  ['lined', 'dotted', 'blank'],
  ['A5', 'A4'],
]
const TOY = [['starter set', 'family set', 'collector set']]
const CUP = [
  ['blue', 'cream', 'rust'],
  ['single', 'set of 4'],
]

type Row = readonly [name: string, dollars: number]
type Shelf = readonly [type: string, options: readonly string[][], rows: readonly Row[]]

// prettier-ignore
const SHELVES: readonly Shelf[] = [
  ['Clothing', WEAR, [
    ['Merino Jumper', 79], ['Rain Jacket', 129], ['Linen Shirt', 59], ['Denim Jeans', 89],
    ['Fleece Hoodie', 64], ['Wool Scarf', 35], ['Cotton T-Shirt', 22],
  ]],
  ['Shoes', SHOE, [
    ['Running Shoes', 110], ['Hiking Boots', 159], ['Canvas Sneakers', 69], ['Leather Sandals', 75],
    ['House Slippers', 39],
  ]],
  ['Bags', BAG, [
    ['Trail Backpack', 95], ['Messenger Bag', 84], ['Weekend Duffel', 120], ['Laptop Sleeve', 32],
    ['Tote Bag', 28],
  ]],
  ['Electronics', POWER, [
    ['Wireless Headphones', 149], ['Bluetooth Speaker', 89], ['Mechanical Keyboard', 119],
    ['Optical Mouse', 35], ['Desk Lamp', 58], ['Power Bank', 42], ['Smart Watch', 199],
    ['E-Reader', 139], ['Web Camera', 75],
  ]],
  ['Furniture', HOME, [
    ['Bookshelf', 189], ['Bedside Table', 99], ['Office Chair', 249], ['Coffee Table', 159],
    ['Coat Rack', 65], ['Wall Mirror', 79],
  ]],
  ['Stationery', PAPER, [
    ['Hardback Notebook', 18], ['Weekly Planner', 24], ['Sketch Pad', 16], ['Ring Binder', 12],
    ['Letter Set', 14],
  ]],
  ['Toys', TOY, [
    ['Wooden Train', 45], ['Jigsaw Puzzle', 25], ['Building Blocks', 49], ['Chess Set', 39],
    ['Marble Run', 55],
  ]],
  ['Kitchen', CUP, [
    ['Coffee Mug', 12], ['Cereal Bowl', 14], ['Teapot', 36], ['Water Bottle', 24],
    ['Salad Plate', 15], ['Espresso Cup', 11], ['Casserole Dish', 68], ['Milk Jug', 19],
  ]],
]

/** All products with their variants; now and then one is out of stock. */
export function stockShelves(dice: Dice): Product[] {
  return SHELVES.flatMap(([type, options, rows]) =>
    rows.map(([name, dollars], row) => {
      const code = type.slice(0, 2).toUpperCase() + (row + 1)
      return { name, type, variants: variantsOf(code, dollars * 100, options, dice) }
    }),
  )
}

function variantsOf(
  code: string,
  price: number,
  options: readonly string[][],
  dice: Dice,
): Variant[] {
  const [firsts = [], seconds = ['']] = options
  return firsts.flatMap((first, i) =>
    seconds.map((second, j) => ({
      sku: `${code}-${i * seconds.length + j + 1}`,
      options: second ? `${first}, ${second}` : first,
      // The larger or better of two costs a tenth more.
      price: price + j * Math.round(price / 1000) * 100,
      stock: dice.chance(12) ? 0 : 1 + dice.below(40),
    })),
  )
}
