import type { ComponentType } from 'react'
import type { CustomerHit } from '../../shared/contract/customers.ts'
import { messageOf } from '../locale/catalogue.ts'
import type { Language } from '../locale/language.ts'
import type { Command } from './commands.ts'
import type { Screen } from './screen.ts'

export interface Hit {
  readonly id: string
  readonly group: 'pages' | 'commands' | 'customers'
  readonly text: string
  readonly keys?: string
  readonly icon?: ComponentType<{ size?: number; stroke?: number }>
  readonly run: () => void
}

export interface PaletteSources {
  readonly screens: readonly Screen[]
  readonly commands: readonly Command[]
  readonly customers: readonly CustomerHit[]
  readonly go: (route: string) => void
  readonly openCustomer: (customerId: number) => void
}

/** Every word of the query stands in the Chinese or the English title, or in the route. */
export function matches(query: string, texts: readonly string[]): boolean {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const all = texts.join(' ').toLowerCase()
  return words.every((word) => all.includes(word))
}

const iconOf = ({ icon, rail }: Screen) => {
  const shown = icon ?? rail?.icon
  return shown ? { icon: shown } : {}
}

export function hitsOf(query: string, language: Language, sources: PaletteSources): Hit[] {
  const both = (key: Command['title']) => [messageOf('zh-CN', key), messageOf('en', key)]
  const pages = sources.screens
    .filter((screen) => matches(query, [...both(screen.title), screen.route]))
    .map((screen): Hit => ({
      id: `page-${screen.route}`,
      group: 'pages',
      text: messageOf(language, screen.title),
      ...iconOf(screen),
      run: () => sources.go(screen.route),
    }))
  const commands = sources.commands
    .filter((command) => command.hidden !== true && matches(query, both(command.title)))
    .map((command): Hit => ({
      id: `command-${command.id}`,
      group: 'commands',
      text: messageOf(language, command.title),
      ...(command.keys !== undefined && { keys: command.keys }),
      run: command.run,
    }))
  const customers = sources.customers.map((customer): Hit => ({
    id: `customer-${customer.customerId}`,
    group: 'customers',
    text: customer.customerKey,
    run: () => sources.openCustomer(customer.customerId),
  }))
  return [...pages, ...customers, ...commands]
}
