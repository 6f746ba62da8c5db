import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** How near the end, in pixels, still counts as reading the latest. */
const NEAR = 32

export interface FollowScroll {
  readonly log: RefObject<HTMLDivElement | null>
  /** The person has scrolled up to read: nothing moves until they come back to the end. */
  readonly isAway: boolean
  readonly onScroll: () => void
  readonly jumpToLatest: () => void
}

/**
 * Keeps the end of a growing log in view, unless the person is reading further up. `growth` is
 * different whenever something was added at the end.
 */
export function useFollowScroll(growth: string): FollowScroll {
  const log = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const [isAway, setIsAway] = useState(false)

  const onScroll = useCallback(() => {
    const element = log.current
    if (!element) return
    follows.current = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR
    setIsAway(!follows.current)
  }, [])

  const jumpToLatest = useCallback(() => {
    follows.current = true
    setIsAway(false)
    const element = log.current
    if (element) element.scrollTop = element.scrollHeight
  }, [])

  useLayoutEffect(() => {
    if (follows.current) jumpToLatest()
  }, [growth, jumpToLatest])

  return { log, isAway, onScroll, jumpToLatest }
}
