import { Select } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useT } from '../locale/t.ts'
import { cx } from './cx.ts'
import css from './Field.module.css'
import menu from './Menu.module.css'

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly options: readonly { readonly value: V; readonly label: string; readonly disabled?: boolean }[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly widthPx?: number
  /** for long lists */
  readonly searchable?: boolean
  /** a hairline border, for title rows and tables */
  readonly quiet?: boolean
  readonly disabled?: boolean
  /** shows the label above; without it the label is for screen readers */
  readonly labelled?: boolean
}

/** One choice of a list, as a drop-down of 28 px. */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const {
    label,
    options,
    value,
    onChange,
    widthPx,
    searchable = false,
    quiet = false,
    disabled = false,
  } = props
  const t = useT()
  return (
    <Select
      {...(props.labelled === true ? { label } : { 'aria-label': label })}
      data={options.map((option) => ({ ...option }))}
      value={value}
      onChange={(next) => {
        if (next !== null) onChange(next)
      }}
      allowDeselect={false}
      searchable={searchable}
      disabled={disabled}
      nothingFoundMessage={t('common.noRows')}
      withCheckIcon={false}
      rightSection={<IconChevronDown size={14} aria-hidden="true" />}
      rightSectionPointerEvents="none"
      maxDropdownHeight={320}
      comboboxProps={{
        keepMounted: false,
        offset: 4,
        transitionProps: { duration: 120 },
        width: 'max-content',
        position: 'bottom-start',
      }}
      styles={widthPx === undefined ? {} : { root: { width: widthPx } }}
      classNames={{
        root: cx(css.select, quiet && css.quietSelect),
        input: css.selectInput ?? '',
        label: css.label ?? '',
        section: css.section ?? '',
        dropdown: menu.dropdown ?? '',
        option: menu.item ?? '',
      }}
    />
  )
}
