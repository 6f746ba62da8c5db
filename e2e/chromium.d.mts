/** Finds a Chromium to test in, or gets one; gives the path of an executable. */
export function findChromium(): Promise<string>
