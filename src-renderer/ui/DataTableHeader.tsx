import { Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconDots } from '@tabler/icons-react'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './DataTable.module.css'
import menuCss from './Menu.module.css'
import type { DataTableProps, TableColumn } from './tableTypes.ts'

interface HeaderCellProps<Row, Key extends string> extends Pick<
  DataTableProps<Row, Key>,
  'sort' | 'onSort' | 'onHide'
> {
  readonly id: string
  readonly column: TableColumn<Row, Key>
  readonly columnIndex: number
  readonly active: boolean
  readonly menuOpened: boolean
  readonly onMenu: (opened: boolean) => void
}

export function DataTableHeaderCell<Row, Key extends string>(props: HeaderCellProps<Row, Key>) {
  const { id, column, columnIndex, active, sort, onSort, onHide, menuOpened, onMenu } = props
  const t = useT()
  const sorted = sort?.key === column.key ? sort : null
  const sortable = column.sortable === true && onSort !== undefined
  const hideable = onHide !== undefined && column.fixed !== true
  const Arrow = sorted?.descending === true ? IconArrowDown : IconArrowUp
  const title = (
    <>
      <span className={css.text}>
        {column.header}
        {column.unit !== undefined && ` ${column.unit}`}
      </span>
      {sorted && <Arrow size={12} aria-hidden="true" />}
    </>
  )
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={columnIndex + 1}
      {...(sortable && { 'aria-sort': sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none' })}
      className={cx(css.cell, css.head, column.align === 'right' && css.right, active && css.active)}
    >
      {sortable ? (
        <button
          type="button"
          tabIndex={-1}
          className={cx(css.sort, sorted && css.sorted)}
          onClick={() =>
            onSort({ key: column.key, descending: sorted ? !sorted.descending : column.align === 'right' })
          }
        >
          {title}
        </button>
      ) : (
        <span className={css.sort}>{title}</span>
      )}
      {(sortable || hideable) && (
        <Menu
          opened={menuOpened}
          onChange={onMenu}
          position="bottom-end"
          offset={2}
          classNames={{ dropdown: menuCss.dropdown, item: menuCss.item }}
        >
          <Menu.Target>
            <button
              type="button"
              tabIndex={-1}
              className={css.menu}
              aria-label={t('common.columnMenu', { column: column.header })}
            >
              <IconDots size={14} aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {sortable && (
              <>
                <Menu.Item onClick={() => onSort({ key: column.key, descending: false })}>
                  {t('common.sortAscending')}
                </Menu.Item>
                <Menu.Item onClick={() => onSort({ key: column.key, descending: true })}>
                  {t('common.sortDescending')}
                </Menu.Item>
              </>
            )}
            {hideable && <Menu.Item onClick={() => onHide(column.key)}>{t('common.hideColumn')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
