/**
 * The sum of the products of `b` and of as much of `a`, from `at` on. Four sums side by side: one
 * alone waits at each step for the step before, and takes twice as long.
 */
export function dotProduct(a: Float32Array, b: Float32Array, at = 0): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  const inFours = b.length - (b.length % 4)
  for (let i = 0; i < inFours; i += 4) {
    first += a[at + i]! * b[i]!
    second += a[at + i + 1]! * b[i + 1]!
    third += a[at + i + 2]! * b[i + 2]!
    fourth += a[at + i + 3]! * b[i + 3]!
  }
  for (let i = inFours; i < b.length; i++) first += a[at + i]! * b[i]!
  return first + second + (third + fourth)
}
