/**
 * 106 bits of a text, as hex: tells one state of a source from the next. Fast and synchronous, not
 * cryptographic: whoever can choose the text can find two with one fingerprint.
 */
export function fingerprint(text: string): string {
  return half(text, 0) + half(text, 0x9e3779b9)
}

/** cyrb53: two multiplicative hashes of 32 bits, mixed at the end. */
function half(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  const bits = 4294967296 * (2097151 & low) + (high >>> 0)
  return bits.toString(16).padStart(14, '0')
}
