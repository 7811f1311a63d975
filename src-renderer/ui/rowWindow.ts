/** Browsers stop at about 33 million px; beyond this the scroll bar is scaled. */
export const MAX_TRACK_PX = 12_000_000

export interface RowWindow {
  /** first and last row to draw, inclusive; last < first when there is none */
  readonly first: number
  readonly last: number
  /** height of the scrolled track */
  readonly trackPx: number
  /** where row `first` stands inside the track */
  readonly topPx: number
}

/** How far the rows are shifted inside the track when it is scaled. */
function contentTop(scrollPx: number, viewPx: number, contentPx: number, trackPx: number): number {
  if (contentPx === trackPx) return scrollPx
  const share = scrollPx / Math.max(1, trackPx - viewPx)
  return Math.min(1, Math.max(0, share)) * (contentPx - viewPx)
}

/** Which of `nRows` equal rows to draw at a scroll position. */
export function rowWindow(
  nRows: number,
  rowPx: number,
  viewPx: number,
  scrollPx: number,
  overscan = 6,
): RowWindow {
  const contentPx = nRows * rowPx
  const trackPx = Math.min(contentPx, MAX_TRACK_PX)
  const top = contentTop(scrollPx, viewPx, contentPx, trackPx)
  const first = Math.max(0, Math.floor(top / rowPx) - overscan)
  const last = Math.min(nRows - 1, Math.ceil((top + viewPx) / rowPx) + overscan)
  return { first, last, trackPx, topPx: scrollPx + (first * rowPx - top) }
}

/** The scroll position at which a row is fully seen, moving as little as possible. */
export function scrollToShow(
  row: number,
  nRows: number,
  rowPx: number,
  viewPx: number,
  scrollPx: number,
): number {
  const contentPx = nRows * rowPx
  const trackPx = Math.min(contentPx, MAX_TRACK_PX)
  const top = contentTop(scrollPx, viewPx, contentPx, trackPx)
  const rowTop = row * rowPx
  let wanted = top
  if (rowTop < top) wanted = rowTop
  else if (rowTop + rowPx > top + viewPx) wanted = rowTop + rowPx - viewPx
  if (wanted === top) return scrollPx
  if (contentPx === trackPx) return wanted
  return (wanted / Math.max(1, contentPx - viewPx)) * (trackPx - viewPx)
}
