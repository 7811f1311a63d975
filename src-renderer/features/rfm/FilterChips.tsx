import { Menu } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { RfmFilter, RfmSummary } from '../../../shared/contract/rfm.ts'
import { useT } from '../../locale/t.ts'
import { Button } from '../../ui/Button.tsx'
import menu from '../../ui/Menu.module.css'
import { useFormat } from '../../ui/useFormat.ts'
import css from './FilterChips.module.css'
import { nameOf } from './sentences.ts'

interface FilterChipsProps {
  readonly summary: RfmSummary
  readonly filter: RfmFilter
  readonly onFilter: (filter: RfmFilter) => void
}

const DIRECTIONS = ['down', 'up', 'same', 'new'] as const

/** What the table is filtered by, each part with its own ✕, and a menu to add one. */
export function FilterChips({ summary, filter, onFilter }: FilterChipsProps) {
  const t = useT()
  const format = useFormat()
  const days = format.countFull(summary.params.compareDays)
  const direction = {
    down: t('rfm.directionDown'),
    up: t('rfm.directionUp'),
    same: t('rfm.directionSame'),
    new: t('rfm.directionNew'),
  }
  const segmentName = (key: string) => {
    const segment = summary.segments.find((one) => one.key === key)
    return segment ? nameOf(segment, format) : key
  }
  const chips: { key: string; text: string; without: () => RfmFilter }[] = []
  if (filter.change !== undefined) {
    const { change, ...rest } = filter
    chips.push({
      key: 'change',
      text: t('rfm.filterChange', { days, direction: direction[change] }),
      without: () => rest,
    })
  }
  for (const key of filter.segments ?? []) {
    chips.push({
      key: `segment ${key}`,
      text: segmentName(key),
      without: () => without(filter, 'segments', key),
    })
  }
  for (const cell of filter.cells ?? []) {
    const text = t('rfm.filterCell', { r: String(Math.floor(cell / 10)), f: String(cell % 10) })
    chips.push({ key: `cell ${cell}`, text, without: () => without(filter, 'cells', cell) })
  }
  return (
    <>
      {chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className={css.chip}
          aria-label={t('rfm.filterRemove', { name: chip.text })}
          onClick={() => onFilter(chip.without())}
        >
          {chip.text}
          <IconX size={12} aria-hidden="true" />
        </button>
      ))}
      <Menu position="bottom-start" offset={4} classNames={{ dropdown: menu.dropdown, item: menu.item }}>
        <Menu.Target>
          <button type="button" className={css.add}>
            <IconPlus size={12} aria-hidden="true" />
            {t('rfm.filterAdd')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {summary.compareDay !== null &&
            DIRECTIONS.map((one) => (
              <Menu.Item key={one} onClick={() => onFilter({ ...filter, change: one })}>
                {t('rfm.filterChange', { days, direction: direction[one] })}
              </Menu.Item>
            ))}
          {summary.segments
            .filter((segment) => segment.customers > 0 && filter.segments?.includes(segment.key) !== true)
            .map((segment) => (
              <Menu.Item
                key={segment.key}
                onClick={() => onFilter({ ...filter, segments: [...(filter.segments ?? []), segment.key] })}
              >
                {nameOf(segment, format)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {chips.length > 1 && (
        <Button
          kind="link"
          onClick={() => onFilter(filter.search === undefined ? {} : { search: filter.search })}
        >
          {t('rfm.filterClear')}
        </Button>
      )}
    </>
  )
}

function without<K extends 'segments' | 'cells'>(
  filter: RfmFilter,
  kind: K,
  value: string | number,
): RfmFilter {
  const { [kind]: list, ...rest } = filter
  const left = (list as readonly (string | number)[]).filter((one) => one !== value)
  return left.length === 0 ? rest : { ...rest, [kind]: left }
}
