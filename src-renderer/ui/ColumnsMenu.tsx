import { Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useT } from '../locale/t.ts'
import { IconButton } from './Button.tsx'
import { Checkbox } from './Field.tsx'
import menu from './Menu.module.css'

interface ColumnsMenuProps<Key extends string> {
  readonly columns: readonly { readonly key: Key; readonly header: string; readonly fixed?: boolean }[]
  readonly hidden: ReadonlySet<Key>
  readonly onHidden: (hidden: ReadonlySet<Key>) => void
}

/** Which columns a table shows. */
export function ColumnsMenu<Key extends string>({ columns, hidden, onHidden }: ColumnsMenuProps<Key>) {
  const t = useT()
  const flip = (key: Key) => {
    const next = new Set(hidden)
    if (!next.delete(key)) next.add(key)
    onHidden(next)
  }
  return (
    <Popover
      position="bottom-end"
      offset={4}
      trapFocus
      returnFocus
      transitionProps={{ duration: 120 }}
      classNames={{ dropdown: menu.dropdown }}
    >
      <Popover.Target>
        <IconButton small label={t('common.columns')} icon={<IconColumns3 size={16} stroke={1.5} />} />
      </Popover.Target>
      <Popover.Dropdown>
        {columns.map((column) => (
          <div key={column.key} className={menu.item}>
            <Checkbox
              label={column.header}
              checked={!hidden.has(column.key)}
              disabled={column.fixed === true}
              onChange={() => flip(column.key)}
            />
          </div>
        ))}
      </Popover.Dropdown>
    </Popover>
  )
}
