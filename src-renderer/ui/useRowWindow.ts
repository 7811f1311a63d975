import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import { rowWindow, scrollToShow, type RowWindow } from './rowWindow.ts'
import { useSchemeStore } from './schemeStore.ts'

/** The rows on screen of a scrolled element, and a way to bring one into view. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  header: RefObject<HTMLElement | null>,
  nRows: number,
): { window: RowWindow; rowPx: number; pageRows: number; show: (row: number) => void } {
  const textScale = useSchemeStore((state) => state.textScale)
  const [size, setSize] = useState({ viewPx: 400, rowPx: 32 })
  const [scrollPx, setScrollPx] = useState(0)

  const measure = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const rowPx = probeRow(element)
    const viewPx = Math.max(rowPx, element.clientHeight - (header.current?.offsetHeight ?? 0))
    setSize((old) => (old.viewPx === viewPx && old.rowPx === rowPx ? old : { viewPx, rowPx }))
    setScrollPx(element.scrollTop)
  }, [scroller, header])

  useLayoutEffect(measure, [measure, textScale, nRows])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(measure)
    const density = new MutationObserver(measure)
    observer.observe(element)
    density.observe(document.documentElement, {
      attributes: true,
      attributeFilter: ['data-density', 'style'],
    })
    const onScroll = () => setScrollPx(element.scrollTop)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      density.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller, measure])

  const show = (row: number) => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = scrollToShow(row, nRows, size.rowPx, size.viewPx, element.scrollTop)
    setScrollPx(element.scrollTop)
  }
  return {
    window: rowWindow(nRows, size.rowPx, size.viewPx, scrollPx),
    rowPx: size.rowPx,
    pageRows: Math.max(1, Math.floor(size.viewPx / size.rowPx) - 1),
    show,
  }
}

/** The row height that the density gives here, in px. */
function probeRow(element: HTMLElement): number {
  const probe = document.createElement('div')
  probe.style.position = 'absolute'
  probe.style.visibility = 'hidden'
  probe.style.height = 'var(--row)'
  element.append(probe)
  const height = probe.offsetHeight
  probe.remove()
  return height > 0 ? height : 32
}
