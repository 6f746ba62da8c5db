/**
 * The origin a typed address belongs to: `https://api.example.com/v1` → `https://api.example.com`;
 * `null` for what is no address that can be fetched.
 */
export function originOf(typed: string): string | null {
  try {
    const { protocol, origin } = new URL(typed.trim())
    return protocol === 'https:' || protocol === 'http:' ? origin : null
  } catch {
    return null
  }
}
