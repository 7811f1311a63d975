// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { DataTable } from '../../../src-renderer/ui/DataTable.tsx'
import type { DataTableProps, TableColumn, TableSort } from '../../../src-renderer/ui/tableTypes.ts'
import { forgetScreen, renderUi } from '../../support/render.tsx'

interface Row {
  readonly id: number
  readonly key: string
  readonly spent: number
}

const COLUMNS: readonly TableColumn<Row>[] = [
  { key: 'customer', header: 'Customer', widthPx: 100, sortable: true, fixed: true, cell: (row) => row.key },
  {
    key: 'spent',
    header: 'M',
    unit: 'yuan',
    widthPx: 80,
    align: 'right',
    sortable: true,
    cell: (row) => row.spent,
  },
]
const rowAt = (index: number): Row => ({ id: index + 100, key: `U${index}`, spent: 1000 - index })

afterEach(forgetScreen)

function Table(props: Partial<DataTableProps<Row>>) {
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set())
  const [sort, setSort] = useState<TableSort | null>(null)
  return (
    <DataTable
      label="Customers"
      nRows={600_000}
      row={rowAt}
      rowId={(row) => row.id}
      columns={COLUMNS}
      sort={sort}
      onSort={setSort}
      selected={selected}
      onSelected={setSelected}
      {...props}
    />
  )
}

const grid = () => screen.getByRole('grid', { name: 'Customers' })
const press = (key: string, more: { shiftKey?: boolean; altKey?: boolean; ctrlKey?: boolean } = {}) =>
  fireEvent.keyDown(grid(), { key, ...more })
const selectedKeys = () =>
  screen
    .getAllByRole('row')
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map((row) => within(row).getAllByRole('gridcell')[1]?.textContent)

describe('a table of 600,000 rows', () => {
  it('draws a handful and tells its true length', () => {
    renderUi(<Table />)
    expect(grid().getAttribute('aria-rowcount')).toBe('600001')
    expect(screen.getAllByRole('row').length).toBeLessThan(60)
  })

  it('asks for the rows on screen and shows a grey line until they are there', () => {
    const onRange = vi.fn()
    renderUi(<Table row={() => null} onRange={onRange} />)
    expect(onRange).toHaveBeenCalled()
    expect(onRange.mock.lastCall?.[0]).toBe(0)
    expect(screen.getAllByRole('gridcell').some((cell) => cell.textContent !== '')).toBe(false)
  })

  it('sorts by its header: numbers first downwards, then the other way round', async () => {
    const user = userEvent.setup()
    renderUi(<Table />)
    const header = () => screen.getByRole('columnheader', { name: /M yuan/ })
    expect(header().getAttribute('aria-sort')).toBe('none')
    await user.click(within(header()).getByRole('button', { name: /M yuan/ }))
    expect(header().getAttribute('aria-sort')).toBe('descending')
    await user.click(within(header()).getByRole('button', { name: /M yuan/ }))
    expect(header().getAttribute('aria-sort')).toBe('ascending')
  })

  it('is walked by keys, selects with Space, ranges with Shift and opens with Enter', () => {
    const onOpen = vi.fn()
    renderUi(<Table onOpen={onOpen} />)
    grid().focus()
    press('ArrowDown')
    press(' ')
    expect(selectedKeys()).toEqual(['U1'])
    press('ArrowDown', { shiftKey: true })
    press('ArrowDown', { shiftKey: true })
    expect(selectedKeys()).toEqual(['U1', 'U2', 'U3'])
    press('ArrowUp', { shiftKey: true })
    expect(selectedKeys()).toEqual(['U1', 'U2'])
    press('Enter')
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rowAt(2), 2)
    const active = grid().getAttribute('aria-activedescendant') ?? ''
    expect(document.getElementById(active)?.textContent).toBe('U2')
  })

  it('goes to the header above the first row, where Enter sorts', () => {
    renderUi(<Table />)
    grid().focus()
    press('ArrowRight')
    press('ArrowUp')
    press('Enter')
    expect(screen.getByRole('columnheader', { name: /M yuan/ }).getAttribute('aria-sort')).toBe('descending')
  })

  it('opens the column menu with Alt and Down, which can hide a column that is not fixed', async () => {
    const user = userEvent.setup()
    const onHide = vi.fn()
    renderUi(<Table onHide={onHide} />)
    grid().focus()
    press('ArrowRight')
    press('ArrowDown', { altKey: true })
    await user.click(await screen.findByRole('menuitem', { name: 'Hide this column' }))
    expect(onHide).toHaveBeenCalledExactlyOnceWith('spent')
  })

  it('goes to the filter with a slash', () => {
    const onFilterKey = vi.fn()
    renderUi(<Table onFilterKey={onFilterKey} />)
    grid().focus()
    press('/')
    expect(onFilterKey).toHaveBeenCalledOnce()
  })

  it('ticks a row without opening it', async () => {
    const user = userEvent.setup()
    const onOpen = vi.fn()
    renderUi(<Table onOpen={onOpen} />)
    await user.click(screen.getAllByRole('checkbox', { name: 'Select this row' })[0] as HTMLElement)
    expect(selectedKeys()).toEqual(['U0'])
    expect(onOpen).not.toHaveBeenCalled()
    await user.click(screen.getByText('U3'))
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(rowAt(3), 3)
  })

  it('says that nothing meets the filter', () => {
    renderUi(<Table nRows={0} />)
    expect(screen.getByText('No row meets the filter')).toBeTruthy()
  })
})
