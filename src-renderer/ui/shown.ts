import { use, useEffect, useLayoutEffect, useRef } from 'react'
import type { ChartTable } from './chartTable.ts'
import type { EChartsCoreOption } from './echarts.ts'
import { Pinnable } from './pinnable.ts'
import type { Sourced } from './provenance.ts'

/*
 * What stands on the page now, for who pins it: pages, strips and figures put themselves here while they are mounted.
 * Read it right after a synchronous rendering; nothing is drawn from it.
 */

/** A page: its texts as they are on screen. */
export interface ShownPage {
  readonly title: string
  readonly finding: string
  /** the numbers of the finding that say where they come from */
  readonly findingNumbers: readonly Sourced[]
  readonly context: () => readonly string[]
}

/** A number of a strip, as far as a slide keeps it. */
export interface ShownNumber {
  readonly label: string
  readonly value: Sourced
  readonly unit?: string
  readonly interval?: string
  readonly note?: string
}

/** How a figure can be drawn again. */
export type Drawable =
  | { readonly kind: 'chart'; readonly option: EChartsCoreOption }
  | { readonly kind: 'svg'; readonly drawings: () => readonly SVGSVGElement[] }
  | { readonly kind: 'table' }

export interface ShownFigure {
  /** the same in every language and at every time */
  readonly key: string
  readonly name: string
  readonly title: string
  readonly sub: string
  readonly table: ChartTable
  readonly drawable: Drawable
  readonly size: () => { readonly widthPx: number; readonly heightPx: number }
}

/** One mounted thing; the box stays, what is in it changes with every rendering. */
export interface Box<T> {
  current: T
}

const pages = new Set<Box<ShownPage>>()
const strips = new Set<Box<readonly ShownNumber[]>>()
const figures = new Set<Box<ShownFigure>>()

function useShown<T>(shelf: Set<Box<T>>, value: T): Box<T> {
  const box = useRef(value)
  const isPinnable = use(Pinnable)
  useLayoutEffect(() => {
    box.current = value
  })
  useEffect(() => {
    if (!isPinnable) return
    shelf.add(box)
    return () => {
      shelf.delete(box)
    }
  }, [shelf, isPinnable])
  return box
}

export const useShownPage = (page: ShownPage) => useShown(pages, page)
export const useShownStrip = (items: readonly ShownNumber[]) => useShown(strips, items)
export const useShownFigure = (figure: ShownFigure) => useShown(figures, figure)

/** The newest page; a drawer never is one. */
export const shownPage = (): ShownPage | null => [...pages].at(-1)?.current ?? null
export const shownNumbers = (): readonly ShownNumber[] => [...strips].flatMap(({ current }) => current)
export const shownFigures = (): readonly Box<ShownFigure>[] => [...figures]
