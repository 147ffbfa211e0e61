// What the pages call the things of the API. Each is made of what the documents say (api-types.d.ts); written by hand
// are only the names, and what one page puts together of several answers.

import type {
  Backups,
  BackupRules,
  Check,
  CustomerOrder,
  EditedGroup,
  EditedMenu,
  FullHealth,
  HistoryEntry,
  HistoryPart,
  Limits,
  Menu as SentMenu,
  MenuItem as SentItem,
  ModifierGroup,
  OrderType,
  PaymentMethod,
  PriceLevels,
  PlaceOrder as SentOrder,
  PlaceOrderLine,
  Problem,
  Report,
  RoomMessageType,
  Settings as AllSettings,
  StaffOrderWithHistory,
} from "./api-types.js"

export type {
  Backup,
  BackupPreview,
  BackupRules,
  BackupTrouble,
  Bill,
  Board,
  CallWish,
  Channel,
  Check,
  CheckDraft,
  CheckedQris,
  Claim,
  ClaimCause,
  Correction,
  Device,
  Discount,
  DiscountKind,
  Display,
  DisplayLine,
  DisplayPayment,
  DisplayRow,
  DisplayView,
  DiskSpace,
  EditedGroup,
  EditedItem,
  EditedMenu,
  EventType,
  ExportKind,
  ImportReport,
  Limits,
  LineStatus,
  Member,
  ModifierGroup,
  OrderLine,
  OrderStatus,
  OrderType,
  Pairing,
  Payment,
  CashMove,
  CashMoveKind,
  Denomination,
  Drawer,
  Shift,
  ShiftCount,
  ShiftLine,
  ShiftList,
  ShiftReport,
  PaymentMethod,
  PaymentStatus,
  PersonRole,
  Fee,
  FoundPrinter,
  JobAct,
  JobKind,
  JobState,
  PaperKind,
  Price,
  Printer,
  PrinterNow,
  PrinterSpec,
  PrintJob,
  MissingPrintPictures,
  PrintPicture,
  PrintReason,
  PriceLevel,
  PriceMove,
  Repricing,
  PricesInclude,
  Queue,
  Receipt,
  ReceiptLine,
  Refund,
  Report,
  Role,
  RoomKind,
  RoomMessageType,
  RoundRequest,
  Screen,
  ScreenRole,
  Settings,
  Shop,
  ShownDisplay,
  Sounds,
  Speaker,
  Staff,
  Subject,
  TableCall,
  TaxClass,
  Today,
  Words,
} from "./api-types.js"
export type { DiskSpace as Space } from "./api-types.js"

/** A price level as the till has it: with what costs something else there. */
export type PriceLevelNow = PriceLevels["levels"][number]
/** With how many are left, where the dish is counted down. */
export type MenuItem = SentItem & { left?: number }
type SentCategory = SentMenu["categories"][number]
export type Menu = Omit<SentMenu, "categories"> & {
  categories: (Omit<SentCategory, "items"> & { items: MenuItem[] })[]
}
export type Category = Menu["categories"][number]
export type ReportHour = Report["hours"][number]
export type CheckLine = Pick<NonNullable<Check["lines"]>[number], "line_id" | "numerator" | "denominator">
export type ModifierOption = ModifierGroup["options"][number]
export type EditedCategory = EditedMenu["categories"][number]
export type EditedOption = EditedGroup["options"][number]
/** What of a choice is sent; an option that is new has no id yet, and a price is checked before. */
export type GroupChange = Partial<Omit<EditedGroup, "options">> & {
  options?: (Omit<EditedOption, "id" | "price"> & { id?: number; price: number | null })[]
}

/** The customer's view; what only the staff are told may be there, too. */
export type Order = CustomerOrder & Partial<Omit<StaffOrderWithHistory, keyof CustomerOrder>>

export type OrderedItem = Required<Omit<PlaceOrderLine, "note">> & { note: string }
/** An order as the pages send it. */
export type PlaceOrder = {
  items: OrderedItem[]
  payment_method: PaymentMethod
  order_type: OrderType
  table_number: string
  /** From the card on the table; it counts more than the number. */
  table_token?: string
  customer_name: string
  note: string
  /** Where it is placed, when not on a phone. */
  channel?: "kiosk"
  /** Where the prices do not follow from the type; the staff's alone. */
  price_level?: string
}

/** What a room says: an event, or its present, with the number it has in that room. */
export type RoomEvent = { type: RoomMessageType; room: string; seq?: number | null; at?: string; data: any }

/** A refusal; some come with the order as it is. */
export type ProblemDocument = Omit<Problem, "detail" | "details" | "code"> & {
  code: string
  detail?: string
  details?: Record<string, string>
  order?: Order
}

export type About = HistoryPart
/** A thing that became another, as the history shows it. */
export type Change = HistoryEntry
/** What is left out stays as it is. */
export type SettingsChange = Partial<Omit<AllSettings, "limits" | "backups" | "logo_url">> & {
  limits?: Partial<Limits>
  backups?: Partial<BackupRules>
}

export type Health = FullHealth
export type ScreenHealth = FullHealth["screens"][number]

/** `opening` is the page's own word: the program starts again and says nothing. */
export type BackupDoing = Omit<NonNullable<Backups["doing"]>, "step"> & {
  step: NonNullable<Backups["doing"]>["step"] | "opening"
}
export type FailedRestore = NonNullable<Backups["failed_restore"]>
export type { Backups } from "./api-types.js"
