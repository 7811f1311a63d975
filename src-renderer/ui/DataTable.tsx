import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './DataTable.module.css'
import { DataTableHeaderCell } from './DataTableHeader.tsx'
import { movedCell } from './tableKeys.ts'
import type { DataTableProps, TableCell } from './tableTypes.ts'
import { useRowWindow } from './useRowWindow.ts'

const CHECK_WIDTH = '36px'

/**
 * A table of any length: only the rows on screen are drawn. One tab stop; arrows move, Space selects, Shift+arrows
 * select a range, Enter opens, Alt+Down is the column menu, `/` goes to the filter.
 */
export function DataTable<Row, Key extends string>(props: DataTableProps<Row, Key>) {
  const { label, nRows, row, rowId, hidden, selected, onSelected, onSelectAll, onOpen, onRange } = props
  const t = useT()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const header = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<TableCell | null>(null)
  const [anchor, setAnchor] = useState<number | null>(null)
  const [menuFor, setMenuFor] = useState<Key | null>(null)
  const { window, rowPx, pageRows, show } = useRowWindow(scroller, header, nRows)

  const columns = props.columns.filter((column) => hidden?.has(column.key) !== true)
  const template = [
    ...(onSelected ? [CHECK_WIDTH] : []),
    ...columns.map((column) =>
      column.grow === undefined
        ? `${column.widthPx / 16}rem`
        : `minmax(${column.widthPx / 16}rem, ${column.grow}fr)`,
    ),
  ].join(' ')
  const shift = onSelected ? 1 : 0

  useEffect(() => {
    if (window.last >= window.first) onRange?.(window.first, window.last)
  }, [window.first, window.last, onRange])
  useEffect(() => {
    setAt((old) => (old && old.row >= nRows ? null : old))
  }, [nRows])

  const toggle = (index: number) => {
    const one = row(index)
    if (!one || !onSelected) return
    const next = new Set(selected)
    const key = rowId(one)
    if (!next.delete(key)) next.add(key)
    onSelected(next)
    setAnchor(index)
  }
  const selectRange = (from: number, to: number) => {
    if (!onSelected) return
    const next = new Set<number>()
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
      const one = row(index)
      if (one) next.add(rowId(one))
    }
    onSelected(next)
  }
  const sortBy = (column: number) => {
    const one = columns[column]
    if (!one || one.sortable !== true) return
    const descending = props.sort?.key === one.key ? !props.sort.descending : one.align === 'right'
    props.onSort?.({ key: one.key, descending })
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current || event.nativeEvent.isComposing) return
    const cell = at ?? { row: 0, column: 0 }
    const column = columns[cell.column]
    const handled = () => {
      event.preventDefault()
      event.stopPropagation()
    }
    if (event.altKey) {
      if (event.key === 'ArrowDown' && column) {
        handled()
        setMenuFor(column.key)
      }
      return
    }
    if (event.key === '/' && props.onFilterKey) {
      handled()
      props.onFilterKey()
      return
    }
    if (event.key === ' ' && cell.row >= 0) {
      handled()
      toggle(cell.row)
      return
    }
    if (event.key === 'Enter' || event.key === ' ') {
      handled()
      const one = cell.row >= 0 ? row(cell.row) : null
      if (cell.row < 0) sortBy(cell.column)
      else if (one) onOpen?.(one, cell.row)
      return
    }
    const to = movedCell(cell, event.key, event.ctrlKey || event.metaKey, nRows, columns.length, pageRows)
    if (!to) return
    handled()
    if (event.shiftKey && to.row >= 0 && to.row !== cell.row) {
      const from = anchor ?? cell.row
      setAnchor(from)
      selectRange(from, to.row)
    } else if (!event.shiftKey) setAnchor(null)
    setAt(to)
    if (to.row >= 0) show(to.row)
  }

  const shown: number[] = []
  for (let index = window.first; index <= window.last; index += 1) shown.push(index)
  const cellId = (r: number, c: number) => `${id}-${r}-${c}`

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={nRows + 1}
      aria-colcount={columns.length + shift}
      {...(onSelected && { 'aria-multiselectable': true })}
      {...(at && { 'aria-activedescendant': cellId(at.row, at.column) })}
      tabIndex={0}
      className={css.grid}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.target === scroller.current) setAt((old) => old ?? { row: nRows > 0 ? 0 : -1, column: 0 })
      }}
    >
      <div ref={header} role="rowgroup" className={css.header}>
        <div role="row" aria-rowindex={1} className={css.row} style={{ gridTemplateColumns: template }}>
          {onSelected && (
            <div role="columnheader" aria-colindex={1} className={cx(css.cell, css.check)}>
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={t('common.selectAll')}
                checked={props.allSelected === true}
                onChange={(event) => onSelectAll?.(event.currentTarget.checked)}
              />
            </div>
          )}
          {columns.map((column, c) => (
            <DataTableHeaderCell
              key={column.key}
              id={cellId(-1, c)}
              column={column}
              columnIndex={c + shift}
              active={at?.row === -1 && at.column === c}
              {...(props.sort !== undefined && { sort: props.sort })}
              {...(props.onSort && { onSort: props.onSort })}
              {...(props.onHide && { onHide: props.onHide })}
              menuOpened={menuFor === column.key}
              onMenu={(opened) => setMenuFor(opened ? column.key : null)}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={css.body} style={{ height: window.trackPx }}>
        {shown.map((index, i) => {
          const one = row(index)
          const isSelected = one !== null && selected?.has(rowId(one)) === true
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              {...(onSelected && { 'aria-selected': isSelected })}
              className={cx(css.row, onOpen && css.openable)}
              style={{ gridTemplateColumns: template, top: window.topPx + i * rowPx }}
              onClick={() => {
                setAt({ row: index, column: at?.column ?? 0 })
                if (one) onOpen?.(one, index)
              }}
            >
              {onSelected && (
                <div
                  role="gridcell"
                  aria-colindex={1}
                  className={cx(css.cell, css.check)}
                  onClick={(event) => event.stopPropagation()}
                >
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label={t('common.selectRow')}
                    checked={isSelected}
                    disabled={one === null}
                    onChange={() => toggle(index)}
                  />
                </div>
              )}
              {columns.map((column, c) => (
                <div
                  key={column.key}
                  id={cellId(index, c)}
                  role="gridcell"
                  aria-colindex={c + 1 + shift}
                  className={cx(
                    css.cell,
                    column.align === 'right' && css.right,
                    at?.row === index && at.column === c && css.active,
                  )}
                >
                  {one === null ? (
                    <span className={css.ghost} />
                  ) : (
                    <span className={css.text}>{column.cell(one)}</span>
                  )}
                </div>
              ))}
            </div>
          )
        })}
        {nRows === 0 && (
          <div role="row" className={css.empty}>
            <div role="gridcell">{props.empty ?? t('common.noRows')}</div>
          </div>
        )}
      </div>
    </div>
  )
}
