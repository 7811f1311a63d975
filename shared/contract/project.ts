/** What the project bar and the start screen show of a project. Days are shop-calendar day numbers. */
export interface ProjectSummary {
  /** of the data, not of the file: a copy has the same */
  readonly projectId: string
  readonly fileName: string
  readonly name: string
  readonly currency: string
  readonly timeZone: string
  readonly weekStart: 0 | 1
  readonly schemaVersion: number
  readonly isSample: boolean
  readonly nCustomers: number
  readonly nPurchases: number
  readonly nOrders: number
  readonly nBehaviours: number
  readonly nContacts: number
  readonly nImports: number
  readonly firstDay: number | null
  readonly lastDay: number | null
  /** changes with every write; screens recompute when it differs */
  readonly revision: number
  readonly openWarnings: number
}

/** One line of "recent". `fileToken` opens it; no path crosses to the renderer. */
export interface RecentProject {
  readonly fileToken: string
  readonly fileName: string
  readonly name: string
  readonly folderHint: string
  readonly lastDay: number | null
  readonly nCustomers: number
  readonly openedAtMs: number
  readonly missing: boolean
}

/** Orders and revenue by week for the as-of strip. `weekStartDay[i]` is the first day of bucket i. */
export interface Timeline {
  readonly weekStartDay: Int32Array
  readonly orders: Uint32Array
  readonly revenueMinor: Float64Array
}

/** A settings object kept with the application, not with the project. */
export interface AppSettings {
  readonly language: 'zh-CN' | 'en' | 'system'
  readonly theme: 'light' | 'dark' | 'system'
  readonly density: 'dense' | 'normal' | 'roomy'
  readonly textPercent: 100 | 112 | 125
  readonly compactNumbers: boolean
}

/** Data-quality page: books over all imports and their open warnings. */
export interface QualityWarning {
  readonly code:
    | 'rejected-share'
    | 'undated-refunds'
    | 'identical-rows'
    | 'refunds-without-order'
    | 'future-days'
    | 'gap-in-days'
    | 'masked-customers'
    | 'one-customer-dominates'
    | 'replaced-bytes'
    /** rows of a later import were left out as copies of an import that was undone since; importing that file again brings them */
    | 'copies-of-undone'
  readonly values: Readonly<Record<string, string | number>>
}
