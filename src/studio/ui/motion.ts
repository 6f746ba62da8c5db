/** How long a movement drawn by script may take, in ms: none for those who ask for less motion. */
export const motionMs = (ms: number): number =>
  window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms
