import type { ReactNode } from 'react'

export interface TableColumn<Row, Key extends string = string> {
  readonly key: Key
  readonly header: string
  /** set behind the header: "M 元" */
  readonly unit?: string
  readonly widthPx: number
  /** takes a share of the room that is left */
  readonly grow?: number
  readonly align?: 'left' | 'right'
  readonly sortable?: boolean
  readonly fixed?: boolean
  readonly cell: (row: Row) => ReactNode
}

export interface TableSort<Key extends string = string> {
  readonly key: Key
  readonly descending: boolean
}

export interface DataTableProps<Row, Key extends string = string> {
  readonly label: string
  readonly nRows: number
  /** null while that row is not loaded; it shows as a grey line */
  readonly row: (index: number) => Row | null
  readonly rowId: (row: Row) => number
  readonly columns: readonly TableColumn<Row, Key>[]
  readonly hidden?: ReadonlySet<Key>
  readonly onHide?: (key: Key) => void
  readonly sort?: TableSort<Key> | null
  readonly onSort?: (sort: TableSort<Key>) => void
  readonly selected?: ReadonlySet<number>
  readonly onSelected?: (selected: ReadonlySet<number>) => void
  /** select-all of the header; the screen knows what "all" means when not everything is loaded */
  readonly onSelectAll?: (all: boolean) => void
  readonly allSelected?: boolean
  /** Enter or click on a row */
  readonly onOpen?: (row: Row, index: number) => void
  /** rows that are on screen, to load their pages; inclusive */
  readonly onRange?: (first: number, last: number) => void
  /** `/` inside the table */
  readonly onFilterKey?: () => void
  readonly empty?: ReactNode
}

/** Where the keyboard stands; row -1 is the header. */
export interface TableCell {
  readonly row: number
  readonly column: number
}
