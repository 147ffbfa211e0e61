// Made from docs/openapi.yaml and docs/asyncapi.yaml by tests/shop/page_types.rs; not to be edited.

/** 128 random bits as 26 characters of lower-case Crockford base32. */
export type Uid = string

export type Id = number

/** Whole rupiah. */
export type Money = number

export type Time = string

/** Names the database. With another one, no number remembered from before means anything. */
export type Epoch = string

/** What is called out: A at the counter, B on the kiosk, C on a phone; counts up per letter and business day. */
export type Number = string

/** The `rev` that was read. If the order has moved on since, 409 `moved_on`. */
export type ExpectedRev = number | null

/** Where the food is. */
export type OrderStatus = "awaiting_payment" | "preparing" | "ready" | "completed" | "cancelled"

export type ExportKind = "orders" | "lines" | "payments" | "refunds" | "corrections" | "claims" | "shifts" | "cash_moves" | "menu" | "history"

/** Where the money is. */
export type PaymentStatus = "unpaid" | "partially_paid" | "paid" | "partially_refunded" | "refunded"

export type LineStatus = "queued" | "done" | "void"

/** `app`: in the app of who delivers; only for orders of a price level that says so. */
export type PaymentMethod = "cash" | "qris" | "transfer" | "card" | "app"

/** A way of paying that a shop can offer its customers. */
export type OfferedMethod = "cash" | "qris" | "transfer" | "card"

export type OrderType = "dine_in" | "take_away"

/** `before`: the kitchen gets an order with its payment. `after`: at once; it leaves only when paid. */
export type PaymentTiming = "before" | "after"

/** Which unpaid orders the staff may send to the kitchen: none, those that the staff placed for a table, or all. */
export type OpenBills = "never" | "dine_in" | "always"

export type Language = "id" | "en"

export type Role = "owner" | "cashier" | "waiter" | "kitchen" | "board" | "kiosk" | "display"

/** A role that a paired screen can have. */
export type ScreenRole = "kitchen" | "board" | "kiosk" | "display"

export type Channel = "counter" | "kiosk" | "phone"

/** Texts are trimmed before their characters are counted; what is empty then is no text. No control characters, so no line breaks. */
export type PlaceOrder = {
  items: PlaceOrderLine[]
  /** One of those this shop takes (`payment_methods` of `/api/v1/shop`). */
  payment_method: PaymentMethod
  /** Left out: `dine_in` with a table, else `take_away`. */
  order_type?: "dine_in" | "take_away" | null
  /** As a text or a number, 1 to 12 characters. */
  table_number?: string | number | null
  /** From the card on the table; it counts more than `table_number`. */
  table_token?: string | null
  customer_name?: string | null
  note?: string | null
  /** `kiosk` from the shop's own kiosk. `phone` and `counter` mean a phone; only a cashier's or the owner's session makes it the counter's. */
  channel?: "kiosk" | "phone" | "counter" | null
  /** The code of a price level that is on, from a cashier's or the owner's session alone. Left out, it follows from `order_type`. */
  price_level?: string | null
  /** Whether the kitchen starts before it is paid. Staff only, as `open_bills` allows; otherwise `pays_first`. */
  to_kitchen?: boolean
}

export type PlaceOrderLine = {
  menu_item_id: number
  quantity: number
  /** What was chosen, each option once. A required group without any takes its defaults. */
  modifiers?: {
    option_id: number
  }[]
  note?: string | null
}

/** A dish or a fee, with the names and prices it had when it was ordered. */
export type OrderLine = {
  /** Its place in the order, from 1. */
  id: number
  /** Null of a fee. */
  menu_item_id: Id | null
  /** Which fee it is; left out of a dish. The kitchen makes none: it is `done` from the start. */
  fee?: FeeKind
  /** In the shop's own language. */
  name: string
  unit_price: Money
  quantity: number
  modifiers: {
    option_id: Id
    name: string
    price: Money
  }[]
  note: string | null
  status: LineStatus
  line_total: Money
  /** Who in the kitchen makes it. */
  station: string
  /** The round it was added in; left out for what came with the order. */
  round?: number
  /** The number of the order that it came from; left out for what was ordered here. */
  moved_from?: Number
  /** The number of the order that all of it went over to; it is `void` here and counts there. */
  moved_to?: Number
  /** What it costs after discounts, service and tax; left out where that is what the menu says. */
  parts?: BillParts
}

/** Where prices include nothing, `net` + `service` + `tax` = `total`; where they include tax, it is within `net` + `service` = `total`. */
export type BillParts = {
  gross: Money
  line_discount: Money
  order_discount: Money
  net: Money
  service: Money
  tax: Money
  total: Money
}

/** Hundredths of a percent. */
export type BasisPoints = number

/** What the prices of the menu hold. */
export type PricesInclude = "nothing" | "tax" | "tax_and_service"

/** The sums of the lines, by the rates that held when the order was placed. */
export type Bill = {
  gross: Money
  complimentary: Money
  line_discounts: Money
  order_discount: Money
  net: Money
  service: Money
  service_bp: BasisPoints
  taxes: ({
    class: "restaurant" | "vat" | "untaxed"
    rate_bp: BasisPoints
    base: Money
    amount: Money
  })[]
  prices_include: PricesInclude
  total: Money
}

export type Price = {
  lines: OrderLine[]
  bill: Bill
  total_amount: Money
  total_in_cash: Money
}

/** What the holder of the link may see. In rooms and in problems an order is sent like this. */
export type CustomerOrder = {
  uid: Uid
  number: Number
  /** Printed next to the QR code; with the number it finds the order that day. */
  code: string
  channel: Channel
  status: OrderStatus
  payment_status: PaymentStatus
  /** How many events it has had; 1 when placed. */
  rev: number
  total_amount: Money
  bill: Bill
  paid_amount: Money
  refunded_amount: Money
  /** What is still owed. */
  rest_amount: Money
  /** The same as it can be counted out: cash is rounded with each check that it settles. */
  rest_in_cash: Money
  /** What the shop owes to the customer: what was paid for an order that was cancelled and has not gone back, and money that came in after it was cancelled or paid. */
  owed_back: Money
  /** What the bill is split into; left out where it is not split. */
  checks?: Check[]
  payment_method: PaymentMethod
  order_type: OrderType
  table_number: string | null
  customer_name: string | null
  note: string | null
  lines: OrderLine[]
  /** The rounds that guests asked for, oldest first. Left out where there are none; one that waits is none once the order is over. */
  requests?: RoundRequest[]
  cancel_cause: "cancelled" | "expired" | "merged" | null
  created_at: Time
  /** When it is cancelled if it is not paid. */
  expires_at: string | null
  /** When it was last called out. */
  ready_at: string | null
  /** When it was last picked up. */
  completed_at: string | null
  /** When it was brought to the table; left out where it was not, or was paid before. */
  served_at?: Time
  /** The order that its dishes went over to; left out of every other. */
  merged_into?: OrderLink
}

/** Another order. */
export type OrderLink = {
  uid: Uid
  number: Number
}

/** `numerator` of `denominator` shares of a line: two of three pieces, or of three guests. */
export type Share = {
  line_id: number
  numerator: number
  denominator: number
}

export type CheckDraft = {
  /** Whose it is. The customer reads it, too; it is forgotten with the guest's name. */
  label?: string | null
  portions: Share[]
}

/** A share of the bill that is paid and refunded by itself. */
export type Check = {
  /** Among all checks that its order ever had, from 1. */
  id: number
  label: string | null
  /** What it takes of each dish; left out where it is an equal part of all. */
  lines?: (Share & {
    parts: BillParts
  })[]
  /** Its total can differ by some rupiah from the sum of its parts, so that equal shares cost the same. */
  parts: BillParts
  total_amount: Money
  payment_status: PaymentStatus
  paid_amount: Money
  refunded_amount: Money
  rest_amount: Money
  rest_in_cash: Money
}

/** What an order carries outside of rooms and problems. */
export type Address = {
  tracking_url: string
  epoch: Epoch
}

/** The customer's view, with its address. */
export type Order = CustomerOrder & Address

/** As it was corrected since. `tendered` - `change` = `amount` + `rounding`. */
export type Payment = {
  /** Among the payments of its order, from 1. */
  id: number
  /** The check it pays; left out where the bill was not split. */
  check_id?: number
  /** What was taken more in cash; less where it is below zero. */
  rounding: number
  method: PaymentMethod
  amount: Money
  tendered: Money
  change: Money
  paid_at: Time
}

/** Another way of paying than the one that was tapped. What the payment pays never changes; change and rounding are of cash, so `received_from` and `received_to` differ where cash was rounded. */
export type Correction = {
  /** Among the corrections of its order, from 1. */
  id: number
  payment_id: number
  from: PaymentMethod
  to: PaymentMethod
  received_from: Money
  received_to: Money
  reason: string
  by: string
  approved_by: string | null
  corrected_at: Time
}

export type ClaimCause = "late_payment" | "double"

/** Money that came in after the order was cancelled or paid. It is owed until it has a `settlement`. */
export type Claim = {
  /** Among the claims of its order, from 1. */
  id: number
  cause: ClaimCause
  method: PaymentMethod
  amount: Money
  by: string
  received_at: Time
  settlement: Settlement | null
}

/** The claim's `amount` + `rounding` was handed out. */
export type Settlement = {
  method: PaymentMethod
  rounding: number
  reason: string
  by: string
  approved_by: string | null
  settled_at: Time
}

export type RefundParts = {
  net: Money
  service: Money
  tax: Money
  total: Money
}

/** `total` + `rounding` was handed out. */
export type Refund = RefundParts & {
  /** Among the refunds of its order, from 1. */
  id: number
  /** The check it is of; left out where the bill was not split. */
  check_id?: number
  method: PaymentMethod
  rounding: number
  /** For which pieces; empty where it is an amount. */
  lines: (RefundParts & {
    line_id: number
    quantity: number
  })[]
  reason: string
  by: string
  approved_by: string | null
  refunded_at: Time
}

export type Discount = {
  id: number
  /** The line it is of; null for the whole order. */
  line_id: number | null
  kind: DiscountKind
  percent_bp: number | null
  ceiling: number | null
  amount: number | null
  reason: string
  by: string
  approved_by: string | null
  given_at: Time
}

export type DiscountKind = "percent" | "amount" | "complimentary"

/** Who types a PIN for this one request, where the person at the till may not do it alone. Wrong ones make only approvals wait, never a login. */
export type Approval = {
  name: string
  pin: string
}

/** The customer's view, and what is the shop's own. */
export type StaffOrder = CustomerOrder & {
  /** The business day. */
  day: string
  /** The newest. */
  payment: Payment | null
  payments: Payment[]
  corrections: Correction[]
  refunds: Refund[]
  claims: Claim[]
  /** Those that hold. */
  discounts: Discount[]
  /** The lines that were taken off, and why. */
  voids: ({
    line_id: number
    reason: string | null
    by: string
    approved_by: string | null
    at: Time
  })[]
  cancel_reason: string | null
  /** Who of the staff placed it. */
  placed_by: string | null
  /** Left out where it follows from `order_type`. */
  price_level?: {
    code: string
    /** In the shop's own language. */
    name: string
    /** Whether it can be paid with `app`. */
    is_paid_in_app: boolean
  }
}

export type AddressedStaffOrder = StaffOrder & Address

export type PaidOrder = AddressedStaffOrder & {
  /** What is handed back now. */
  change: Money
}

export type RefundedOrder = PaidOrder & {
  refund: Refund
}

export type SettledOrder = PaidOrder & {
  claim: Claim
}

export type StaffOrderWithHistory = AddressedStaffOrder & {
  /** Oldest first. */
  history: {
    rev: number
    at: Time
    type: EventType
    status: OrderStatus
    /** A name of the staff, `customer` or `clock`. */
    by: string
  }[]
}

export type OrderList = {
  orders: StaffOrder[]
  /** Pass as `cursor` for more; null at the end. */
  next_cursor: string | null
  /** The newest number of the journal. */
  seq: number
  epoch: Epoch
}

export type EventType = "new_order" | "order_status_update" | "order_line_update" | "order_lines_added" | "order_lines_requested" | "order_lines_declined" | "order_line_voided" | "order_lines_moved_out" | "order_lines_moved_in" | "order_details_changed" | "payment_received" | "payment_success" | "payment_refunded" | "bill_changed" | "payment_corrected" | "claim_recorded" | "claim_settled"

export type Journal = {
  events: CashierEvent[]
  seq: number
  /** The oldest number the journal still keeps. */
  oldest_seq: number
  epoch: Epoch
}

/** As in the cashier's room; asyncapi.yaml says what each `type` has in `data`. */
export type CashierEvent = {
  type: EventType
  room: "cashier"
  seq: number
  at: Time
  data: {
    order: StaffOrder
    /** The order's or the line's status before. */
    previous_status?: string
    cause?: "recall" | "reopen" | "cancelled" | "expired" | "closed" | "lines_added" | "merged" | "served" | null
    line_id?: number
    round?: number
    payment?: Payment
  }
}

export type Menu = {
  categories: {
    id: Id
    name: string
    items: MenuItem[]
  }[]
  /** Sent where it is true: what is taken away costs more than its dishes, or has other rates. What such an order costs, `/api/v1/orders/price` tells. */
  take_away_has_own_terms?: boolean
}

export type MenuItem = {
  id: Id
  name: string
  /** May be empty. */
  description: string
  price: Money
  /** What it costs when it is taken away; left out where that is the same. */
  take_away_price?: Money
  /** False when it cannot be had, being sold out itself or for want of a choice that has to be made. A counted item is sold out with 0 left, too (`stock` of the shop). */
  is_available: boolean
  /** When it is back automatically; left out where that is not known. */
  back_at?: Time
  photo_url: PhotoUrl
  station: string
  modifier_groups: ModifierGroup[]
}

export type ModifierGroup = {
  id: Id
  name: string
  /** Fewest options. */
  min: number
  /** Most options. */
  max: number
  options: {
    id: Id
    name: string
    price: Money
    /** When it is taken away; left out where that is the same. */
    take_away_price?: Money
    is_available: boolean
    /** When it is back automatically; left out where that is not known. */
    back_at?: Time
    /** Taken when a required group was left open. */
    is_default: boolean
  }[]
}

/** Where the picture is, if there is one. */
export type PhotoUrl = string | null

/** Who in the kitchen makes it. */
export type Station = string

/** Whole rupiah. */
export type MenuPrice = number

/** What something is called. Trimmed before its characters are counted. Without English the Indonesian is shown. */
export type MenuName = {
  id: string
  en?: string
}

/** What something is. May be empty. Without English the Indonesian is shown. */
export type MenuText = {
  id: string
  en?: string
}

/** A text in both languages, as it is kept; the English is empty where there is none. */
export type Words = {
  id: string
  en: string
}

/** How something is taxed: as food and drink in a restaurant, as goods, or not at all. */
export type TaxClass = "restaurant" | "vat" | "untaxed"

/** What is charged besides dishes. */
export type FeeKind = "packaging" | "delivery"

/** Charged once an order, by the price levels that ask for it. */
export type Fee = {
  code: FeeKind
  name: Words
  /** 0 is not charged. */
  amount: MenuPrice
  tax_class: TaxClass
  /** Whether the service charge counts it. */
  carries_service: boolean
}

export type FeeChange = {
  name?: MenuName | null
  amount?: MenuPrice | null
  tax_class?: TaxClass | null
  carries_service?: boolean | null
}

/** What dishes cost where they are sold, and what is charged there. */
export type PriceLevel = {
  /** What orders and files call it. */
  code: string
  name: Words
  /** Whether the till offers it. */
  is_on: boolean
  /** Null is as the shop's settings say. */
  prices_include: PricesInclude | null
  charges_service: boolean
  markup_bp: BasisPoints
  markup_step: PriceStep
  /** Whether its orders can be paid with `app`. */
  is_paid_in_app: boolean
  commission_bp: BasisPoints
  commission_fixed: MenuPrice
  charges_packaging: boolean
  charges_delivery: boolean
}

/** What prices are rounded to: 1, 100, 500 or 1000. Of a mark-up, up. */
export type PriceStep = number

export type PriceLevels = {
  levels: (PriceLevel & {
    /** Whether more than prices differs; what an order costs, `/api/v1/orders/price` tells. */
    has_own_terms: boolean
    /** Of dishes, by their ids. With its mark-up one may be above the highest price of a menu. */
    prices: Record<string, Money>
    /** Of options, by their ids. With its mark-up one may be above the highest price of a menu. */
    option_prices: Record<string, Money>
  })[]
  fees: Fee[]
}

/** Null is the same as left out, except for `prices_include`. */
export type PriceLevelChange = {
  name?: MenuName | null
  is_on?: boolean | null
  /** Null is as the shop's settings say. */
  prices_include?: PricesInclude | null
  charges_service?: boolean | null
  markup_bp?: BasisPoints | null
  markup_step?: PriceStep | null
  is_paid_in_app?: boolean | null
  commission_bp?: BasisPoints | null
  commission_fixed?: MenuPrice | null
  charges_packaging?: boolean | null
  charges_delivery?: boolean | null
}

export type NewPriceLevel = PriceLevelChange & Record<string, unknown>

/** Its own prices at price levels, by their codes; others are the menu's with the mark-up. */
export type LevelPrices = Record<string, MenuPrice>

export type EditedMenu = {
  /** Grows with every change that changes something. */
  rev: number
  /** In the order they are shown, each with its items in theirs. */
  categories: (EditedCategory & {
    items: EditedItem[]
  })[]
  /** Every choice there is, also those that no item has. */
  modifier_groups: EditedGroup[]
  /** What was taken off the menu, the latest first. */
  retired_items: EditedItem[]
  price_levels: PriceLevel[]
  fees: Fee[]
}

export type EditedItem = {
  id: Id
  category_id: Id
  name: Words
  description: Words
  price: MenuPrice
  tax_class: TaxClass
  level_prices: LevelPrices
  /** False when sold out. */
  is_available: boolean
  photo_url: PhotoUrl
  /** Its own; null, its category's. */
  station: string | null
  /** What can or must be chosen, in the order it is asked. */
  modifier_group_ids: Id[]
  /** When it was taken off; null when it is on the menu. */
  retired_at: string | null
}

/** Null is the same as left out, except for `station`. */
export type ItemChange = {
  /** One that is on the menu. */
  category_id?: number | null
  name?: MenuName | null
  description?: MenuText | null
  price?: MenuPrice | null
  tax_class?: TaxClass | null
  /** All of them; of levels that there are. */
  level_prices?: LevelPrices | null
  is_available?: boolean | null
  /** Its own; null or empty, its category's. */
  station?: string | null
  /** The whole list, in the order it is asked. */
  modifier_group_ids?: number[] | null
}

/** Left out, it is not sold out, and has no description, no choices and its category's station. */
export type NewItem = ItemChange & Record<string, unknown>

/** Of what is sold out, when it is back automatically: `tomorrow` is the next business day, and a time like `17:00` the next that the clock on the shop's wall shows. Left out, it stays sold out. */
export type BackWord = string

/** When guests can order what is under it, as `DayHours` of every day; empty is always. The till sells it at any hour. */
export type Served = string

export type EditedCategory = {
  id: Id
  name: Words
  station: Station
  served: Served
}

export type CategoryChange = {
  name?: MenuName | null
  station?: Station | null
  served?: Served | null
}

export type NewCategory = CategoryChange & Record<string, unknown>

/** A choice. */
export type EditedGroup = {
  id: Id
  name: Words
  /** Fewest options. */
  min: number
  /** Most options. */
  max: number
  options: {
    id: Id
    name: Words
    price: MenuPrice
    is_available: boolean
    /** Taken when a required group was left open. */
    is_default: boolean
  }[]
}

/** `min` is at most the number of options, `max` at least `min` and at most that number. No two options have the same Indonesian name, and no more than `max` are defaults. */
export type GroupChange = {
  name?: MenuName | null
  /** Of a new choice 0 when left out. */
  min?: number | null
  /** Of a new choice 1 when left out. */
  max?: number | null
  options?: ({
    /** Of an option that is there. */
    id?: number | null
    name: MenuName
    price: MenuPrice
    is_available?: boolean
    is_default?: boolean
  })[] | null
}

export type NewGroup = GroupChange & Record<string, unknown>

export type Arrangement = {
  /** The `rev` of the menu that was arranged. */
  expected_rev: number
  categories: {
    id: number
    items: number[]
  }[]
}

export type OrdersAndMoney = {
  orders: number
  amount: Money
}

export type Today = {
  /** The business day, named by the date on which it began. */
  day: string
  /** Whole rupiah; below zero where more went back than came in. */
  takings: number
  /** One for each way of paying, also those that were not used. */
  by_method: {
    method: PaymentMethod
    /** How many payments. */
    payments: number
    received: Money
    given_back: Money
    /** What corrections of this day gave to this way of paying; below zero: took from it. */
    corrected: number
    /** `received` and `corrected` less `given_back`. */
    total: number
  }[]
  /** The orders placed on this day that were not cancelled, and what they cost. */
  placed: OrdersAndMoney
  /** What one of these costs, rounded to a rupiah. */
  average: number | null
  /** Orders placed on this day and cancelled. */
  cancelled: number
  /** The orders that are not finished, by status. */
  active: {
    awaiting_payment: number
    preparing: number
    ready: number
  }
  /** The orders that are not finished and not paid for whole, and what is still owed. */
  open_bills: OrdersAndMoney
  /** Cancelled orders whose money has not gone back, and how much that is. */
  to_give_back: OrdersAndMoney
  /** Drawers that were opened before this day and not counted since. */
  drawers_not_counted: number
  /** The newest number of the journal at that moment. */
  seq: number
  epoch: Epoch
}

export type ReportTable = "sales" | "days" | "hours" | "dishes" | "categories" | "choices" | "methods" | "channels" | "levels" | "people" | "kitchen" | "stations" | "tables" | "taxes"

/** What a posting of the general journal is about. */
export type PostingKind = "cash" | "qris" | "transfer" | "card" | "app" | "discounts" | "complimentary" | "refunds" | "sales" | "service" | "restaurant_tax" | "vat" | "rounding" | "deposits_taken" | "deposits_used" | "deposits_returned" | "claims_taken" | "claims_settled" | "difference" | "float" | "pay_in" | "pay_out" | "drop" | "counted" | "handed_over"

export type Report = {
  from: string
  to: string
  /** Whether the last day is over. */
  is_over: boolean
  sales: ReportSales
  days: ReportDay[]
  hours: ReportHour[]
  dishes: ReportDish[]
  categories: ReportCategory[]
  choices: ReportChoice[]
  methods: ReportMethod[]
  channels: ReportChannel[]
  levels: ReportLevel[]
  people: ReportPerson[]
  kitchen: ReportKitchen[]
  stations: ReportStation[]
  tables: ReportTableRow[]
  taxes: ReportTax[]
  /** 0 where the money fits the bills. */
  difference: number
  misfits: ReportMisfit[]
  partly_paid: OrdersAndMoney
  /** The rate of the tax on food and drink now, in basis points. */
  restaurant_tax_bp: number
  /** The taxpayer's number; empty is none. */
  npwpd: string
  /** The number of what is taxed; empty is none. */
  nopd: string
  usual: ReportUsual | null
  before: ReportBefore | null
  seq: number
  epoch: Epoch
}

/** Whole rupiah, and counts. */
export type ReportSales = {
  /** Whose money became complete. */
  orders: number
  /** By the menu. */
  gross: number
  /** Of single lines, gifts aside. */
  line_discounts: number
  /** Of whole orders. */
  order_discounts: number
  /** Given away. */
  complimentary: number
  /** The service charge that the prices hold. */
  service_within: number
  /** Of the dishes, given back. */
  refunded_net: number
  /** What is left of the dishes. */
  net: number
  service: number
  tax: number
  /** The part of the tax that the prices hold. */
  tax_within: number
  total: number
  /** Because cash has no smaller coins. */
  rounding: number
  /** For orders that are not complete. */
  deposits_taken: number
  /** On an earlier day, for orders that became complete. */
  deposits_used: number
  /** Of orders that are not complete. */
  deposits_returned: number
  /** Without change. */
  received: number
  given_back: number
  /** What an order costs, before refunds, rounded to a rupiah. */
  average: number | null
  /** What who delivers keeps. */
  commission: number
  refunds: number
  /** All that refunds gave back of bills. */
  refunded: number
  /** Of the orders placed on these days. */
  cancelled: number
  cancelled_amount: number
  /** Lines of these orders that were taken off. */
  voids: number
  voided: number
  /** What counts more since payments were corrected. */
  corrected: number
  /** Came in and pays for nothing. */
  claims_taken: number
  /** Of that, given back. */
  claims_settled: number
}

export type ReportDay = {
  day: string
  orders: number
  /** The first order that was paid in full. */
  first: string | null
  last: string | null
  gross: number
  /** Gifts aside. */
  discounts: number
  complimentary: number
  refunded: number
  net: number
  service: number
  /** What tax is reckoned on. */
  base: number
  tax: number
  total: number
  /** Less what was given back. */
  received: number
  cancelled: number
  cancelled_amount: number
  /** Of `base`, what the tax on food and drink is reckoned on. */
  restaurant_base: number
  /** Of `tax`, that on food and drink. */
  restaurant_tax: number
}

export type ReportHour = {
  /** On the clock of the shop. */
  hour: number
  orders: number
  net: number
  /** What an order costs. */
  average: number | null
  received: number
  given_back: number
}

export type ReportDish = {
  /** The number of a dish, the word of a fee, or `-` for what was given back of none. */
  id: string
  name: string
  /** In Indonesian. */
  category: string | null
  /** Pieces, gifts aside. */
  sold: number
  /** Pieces. */
  given: number
  /** Pieces whose money went back. */
  returned: number
  gross: number
  discounts: number
  complimentary: number
  net: number
  /** Of all that is sold, in basis points. */
  share: number
  /** `A` up to 80 % of all that is sold, `B` up to 95 %, `C`; none of what is no dish. */
  abc: string | null
}

export type ReportCategory = {
  /** In Indonesian; empty for fees and for what was given back of no dish. */
  name: string
  sold: number
  given: number
  returned: number
  net: number
  /** In basis points. */
  share: number
}

export type ReportChoice = {
  id: string
  name: string
  group: string | null
  sold: number
  /** What it added to prices. */
  gross: number
}

export type ReportMethod = {
  method: PaymentMethod
  payments: number
  received: number
  given_back: number
  /** `received` and `corrected` less `given_back`. */
  total: number
  /** What counts here since payments were corrected. */
  corrected: number
}

export type ReportChannel = {
  channel: Channel
  orders: number
  net: number
  total: number
}

export type ReportLevel = {
  level: string
  name: string
  orders: number
  net: number
  total: number
  commission: number
  after_commission: number
}

export type ReportPerson = {
  name: string
  /** Whose last payment they took. */
  orders: number
  /** Of these orders. */
  net: number
  /** That they gave. */
  discounts: number
  complimentary: number
  voids: number
  voided: number
  refunds: number
  refunded: number
  cancelled: number
  cancelled_amount: number
}

export type ReportKitchen = {
  /** In which the kitchen was asked. */
  hour: number
  /** What one station makes of one round of an order. */
  tickets: number
  /** Seconds, to a quarter of a minute. */
  median_s: number | null
  /** Nine of ten were made within these seconds. */
  p90_s: number | null
}

export type ReportStation = {
  station: string
  tickets: number
  /** Seconds. */
  median_s: number | null
  /** Seconds. */
  p90_s: number | null
}

export type ReportTableRow = {
  table: string
  /** Orders that were paid in full. */
  visits: number
  /** From the order to its last payment, on average. */
  minutes: number | null
  net: number
  /** Net of a visit. */
  average: number | null
}

export type ReportTax = {
  class: TaxClass
  /** What it is reckoned on. */
  base: number
  /** The sum of the bills' taxes. */
  tax: number
}

export type ReportMisfit = {
  uid: Uid
  number: string
  /** By how much its bill is above what came in. */
  difference: number
}

export type ReportUsual = {
  /** On how many of four weekdays something came in. */
  days: number
  /** What stayed of that, on average. */
  received: number
  /** And by this time of the day. */
  received_by_now: number
}

/** What these days are held against; null where there was nothing. */
export type ReportBefore = {
  from: string
  to: string
  sales: ReportSales
  hours: ReportHour[]
}

export type History = {
  changes: HistoryEntry[]
  next_cursor: number | null
}

export type Subject = "category" | "item" | "group" | "staff" | "device" | "setting" | "tables" | "price_level" | "fee" | "shift" | "printer" | "order"

/** Of what the history is asked; nothing is everything but the orders. */
export type HistoryPart = "menu" | "staff" | "shop" | "drawer" | "orders" | ""

/** One thing that became another. `before` and `after` are texts, empty where there is nothing, and null where something came or left or must not be shown. Prices are whole rupiah. In the list of options `*` marks what is taken by default. A shop's first menu is nobody's change. `subject_id` of an order is 0: it has its `uid`. Of a drawer, `name` is its number or what cash was for, and `after` an amount: the float, what moved, or how much more was counted than expected. */
export type HistoryEntry = {
  id: number
  at: Time
  /** A name, `command line`, or `clock` for what the shop does automatically; of orders also `customer`. */
  by: string
  subject: Subject
  /** 0 where there is only one. */
  subject_id: number
  uid?: Uid
  /** What it was called then. */
  name: string
  /** What of it; also `added`, `retired`, `restored`, `paired`, `revoked`, or the kind of an order's event. */
  field: string
  /** In words; null where that says nothing. */
  before: string | null
  after: string | null
  /** Of an order: the dishes it is about, while the journal has the event. */
  items?: string
  /** Of a new order its total, of a cancelled one what was paid; while the journal has the event. */
  amount?: number
  /** Of an order: why. Of a cancellation forever, else while the journal has the event. */
  reason?: string
}

/** A menu by names and not by numbers of a database. `id`s are words of the file's own: they only hold it together. */
export type MenuFile = {
  /** The version of the format. */
  siap_menu?: 1
  /** Whose menu it is. Not looked at when it comes in. */
  shop_name?: string
  /** In the order they are shown. */
  categories: {
    /** Each another. */
    id: string
    name: MenuName
    station: Station
    /** As of a category; left out, it stays as it is. */
    served?: Served
  }[]
  /** The same holds for them as for a choice that is edited. */
  modifier_groups?: {
    /** Each another. */
    id: string
    name: MenuName
    min: number
    max: number
    options: {
      name: MenuName
      price: MenuPrice
      /** Taken when a required group was left open. */
      default?: boolean
      is_available?: boolean
    }[]
  }[]
  /** In the order they are shown within their categories. */
  items: ({
    /** The `id` of a category of the file. */
    category: string
    name: MenuName
    description?: MenuText
    price: MenuPrice
    /** Left out, it stays as it is; of a new item it is `restaurant`. */
    tax_class?: TaxClass | null
    /** Its own prices at price levels, by their codes, or by name where the level is the shop's own. Left out, they stay as they are; a level that the shop does not have is passed over. */
    level_prices?: Record<string, MenuPrice> | null
    /** The `id`s of choices of the file, in the order they are asked. */
    modifier_groups?: string[]
    is_available?: boolean
    /** Its own; left out, its category's. */
    station?: string | null
  })[]
}

/** Counts of items. A category or a choice that changes shows in the items that look different by it. */
export type ImportReport = {
  /** The menu's revision: the one a preview is of, or the one that was made. */
  rev: number
  added: number
  changed: number
  retired: number
  unchanged: number
  /** All but the unchanged, first those added, then changed, then retired. */
  items: ({
    name: Words
    change: "added" | "changed" | "retired"
    was?: Words
    /** The prices that are others, if any. */
    prices?: PriceMove[]
    /** Another mark as sold out, which is false; left out where it stays. */
    available?: {
      before: boolean
      after: boolean
    }
  })[]
  /** Whether the order, a category or a choice is another. */
  changes_more: boolean
}

/** Either `by_bp` or `by_amount`. */
export type Repricing = {
  /** Of this category alone; left out or null, of every item. */
  category_id?: number | null
  /** Own prices at this price level; left out, null or `dine_in`, the menu's prices. */
  level?: string | null
  /** In basis points, not 0: 1000 is 10 % up. */
  by_bp?: number | null
  /** In rupiah, not 0; below 0 it is down. */
  by_amount?: number | null
  step: PriceStep
}

export type PriceMove = {
  /** The code of the price level whose own price it is; null is the menu's price. */
  level: string | null
  /** Null where the level had the menu's price with its mark-up. */
  before: number | null
  /** Null where it has that from now on. */
  after: number | null
}

/** `idle` is the shop's name and pictures, `cart` what is rung up, `payment` what is to be paid, `thanks` the change of what was. */
export type DisplayView = "idle" | "cart" | "payment" | "thanks"

/** What a row between the dishes and the total is about. */
export type BillRowKind = "subtotal" | "complimentary" | "line_discount" | "order_discount" | "service" | "restaurant" | "vat" | "untaxed"

/** A dish by its numbers on the menu, or a fee. */
export type DisplayLine = {
  /** Null of a fee. */
  menu_item_id?: number | null
  /** Null of a dish. */
  fee?: FeeKind | null
  quantity: number
  option_ids?: number[]
  line_total: Money
}

/** A row of the bill between the dishes and the total. */
export type DisplayRow = {
  what: BillRowKind
  /** Whole rupiah; below zero for what is taken off. */
  amount: number
  rate_bp?: BasisPoints | null
  /** Whether the total holds it already. */
  is_within?: boolean
}

/** How it is paid. */
export type DisplayPayment = {
  method: PaymentMethod
  due: Money
  tendered?: Money | null
  change?: Money | null
}

/** What is to be shown. Of what its view does not show nothing is kept. */
export type ShownDisplay = {
  view: DisplayView
  lines?: DisplayLine[]
  rows?: DisplayRow[]
  total?: Money
  payment?: DisplayPayment | null
  /** What is called out, as people write it: `A-012`, `a12`. */
  number?: string | null
}

/** What the guest at a till is shown, whole. */
export type Display = {
  view: DisplayView
  lines: DisplayLine[]
  rows: DisplayRow[]
  total: Money
  payment: DisplayPayment | null
  number: Number | null
}

export type Board = {
  /** Oldest first. */
  preparing: Number[]
  /** Newest first. */
  ready: Number[]
}

/** Who is before whom, for guests who wait; the room `queue` has it. */
export type Queue = {
  /** Orders that are being made, the first first. */
  waiting: Number[]
  /** Null while fewer than six orders say so. */
  usual_minutes: UsualMinutes | null
}

/** How long half of the last three hours' orders took. */
export type UsualMinutes = {
  from: number
  to: number
}

export type Shop = {
  name: string
  street_address: StreetAddress
  logo_url: PhotoUrl
  sounds: Sounds
  locale: Language
  currency: "IDR"
  /** A name of the IANA database. */
  time_zone: string
  payment_methods: OfferedMethod[]
  payment_timing: PaymentTiming
  open_bills: OpenBills
  shifts: ShiftSettings
  bill: BillSettings
  orders: OrderSettings
  /** The owner's switch. Whether customers can order now says `opening`. */
  takes_orders: boolean
  opening: OpeningNow
  stock: Stock
  /** Of these, guests can order nothing at this hour. */
  resting_categories: Id[]
  hours: HoursSettings
  /** 0 is never. */
  unpaid_expiry_minutes: number
  /** To choose from, in the owner's order; empty, a table is typed. */
  tables: Table[]
  /** Who is paid by the shop's QRIS code; null without one. */
  qris: ShopQris | null
  /** Minutes after which a ticket in the kitchen is marked. */
  kitchen_amber_minutes: number
  /** Minutes after which it is late; more than `kitchen_amber_minutes`. */
  kitchen_red_minutes: number
  /** Minutes after which a ready number leaves the board; 0 is never. */
  board_ready_minutes: number
  /** Seconds without a touch after which a kiosk asks whether the customer is still there. */
  kiosk_idle_s: number
  /** The worst that is wrong with backups; null when nothing is. */
  backup_trouble: BackupTrouble | null
  disk_space: DiskSpace
  clock_ok: ClockOk
  clock_off_by_s: ClockOffBy
  public_url: PublicUrl
  local_url: LocalUrl
  printed_url: PrintedUrl
  network_ok: NetworkOk
  version: string
  epoch: Epoch
}

/** False while the machine's clock has jumped, forward or back, by more than five minutes, or says at a start what it hardly can, and neither a time server nor the owner has vouched for it. The shop's own time goes on with what passed. */
export type ClockOk = boolean

/** By how many seconds the machine's clock is ahead of the shop's while `clock_ok` is false; null otherwise. */
export type ClockOffBy = number | null

/** What the owner has decided. A `default` is what a new shop has. */
export type Settings = {
  shop_name: string
  street_address: StreetAddress
  logo_url: PhotoUrl
  sounds: Sounds
  locale: Language
  /** A name of the IANA database. */
  time_zone: string
  /** Minutes after midnight at which a business day begins. */
  day_cutoff_minutes: number
  payment_timing: PaymentTiming
  open_bills: OpenBills
  /** Unpaid orders are cancelled after this; 0 is never. */
  unpaid_expiry_minutes: number
  /** Whether orders that are ready and paid are completed (`cause` is `closed`) when the business day changes, once they have been ready for 30 minutes. Not while `clock_ok` is false. At first `false` in a shop that has orders of an earlier version. */
  completes_ready_orders: boolean
  /** So many days after the end of its business day an order loses `customer_name`, `note` and the notes of its lines: they are `null` from then on, and in no file. Not while it is open, or `clock_ok` is false. 0 is never. At first 0 in a shop that has orders of an earlier version. */
  forget_guests_days: number
  takes_orders: boolean
  payment_methods: OfferedMethod[]
  /** Minutes after which a ticket in the kitchen is marked. */
  kitchen_amber_minutes: number
  /** Minutes after which it is late; more than `kitchen_amber_minutes`. */
  kitchen_red_minutes: number
  /** Minutes after which a ready number leaves the board; 0 is never. */
  board_ready_minutes: number
  /** Seconds without a touch after which a kiosk asks whether the customer is still there. */
  kiosk_idle_s: number
  qris: QrisSettings
  hours: HoursSettings
  orders: OrderSettings
  bill: BillSettings
  tax: TaxSettings
  books: BooksSettings
  shifts: ShiftSettings
  approvals: ApprovalSettings
  printing: PrintingSettings
  limits: Limits
  /** Other names by which this machine is reached. */
  host_names: string[]
  backups: BackupRules
  /** What the shop is called in its own network, without `.local`. If another machine has the name, it is announced as `siap-2`. */
  local_name: string
  /** The interface whose address phones are to use, like `wlan0`; empty is the likeliest. */
  preferred_interface: string
}

/** Street and town as they stand on the cards and under the menu; empty is none. */
export type StreetAddress = string

/** Which screens may make sounds. A person at the screen can still turn them off there. */
export type Sounds = {
  /** Volume. */
  volume_percent: number
  /** Those that may; `customer` is a customer's own phone. */
  screens: Speaker[]
}

/** A screen that may make itself heard. */
export type Speaker = "cashier" | "kitchen" | "board" | "customer"

/** Where phones reach the shop, without a slash at the end. It follows the machine's addresses unless `--public-url` said one. */
export type PublicUrl = string

/** The same by its name, while that is announced (multicast DNS). Older phones know no such names. */
export type LocalUrl = string | null

/** What the printed QR cards say; null until the shop is at work. Other than `public_url`, they are to be printed again. */
export type PrintedUrl = string | null

/** False while the machine is on no network on which a phone could be. */
export type NetworkOk = boolean

export type ShopAddress = {
  public_url: PublicUrl
  local_url: LocalUrl
  printed_url: PrintedUrl
  network_ok: NetworkOk
}

export type Addresses = {
  public_url: PublicUrl
  local_url: LocalUrl
  printed_url: PrintedUrl
  network_ok: NetworkOk
  /** Whether it was said when the shop was opened (`--public-url`, or one address in `--listen`) and follows no network. */
  is_fixed: boolean
  /** What it is to be called, without `.local`. */
  local_name: string
  /** What it is called, while that is announced: another name if another machine has that one. */
  announced_name: string | null
  /** Every way to the machine, the likeliest first. */
  interfaces: ({
    /** What the system calls it, like `wlan0`. */
    name: string
    /** `inside` is within the machine, or a tunnel: no phone of the shop is there. */
    kind: "ethernet" | "wifi" | "other" | "inside"
    address: string
    url: string
  })[]
}

export type Printers = {
  printers: Printer[]
}

export type PrinterWay = "net" | "usb"

/** `receipt` is also for what goes back. */
export type PaperKind = "kitchen" | "receipt" | "bill" | "report"

/** Dots in a line: paper of 58 mm, and two kinds of 80 mm. */
export type PaperWidth = "384" | "512" | "576"

/** Letters of its own, or pictures of them. */
export type PrintsAs = "text" | "picture"

export type PrinterSpec = {
  name: string
  way: PrinterWay
  /** Address and port, or vendor, product and serial number of a USB device: `04b8:0e15:X5TY012345`. */
  address: string
  width: PaperWidth
  prints: PrintsAs
  /** Whether it cuts its paper. */
  cuts: boolean
  /** Whether a cash drawer is plugged into it. The printer that was set up first opens the drawer of till 1, the next one that opens a drawer that of till 2. */
  opens_drawer: boolean
  /** Whether it can make a sound. */
  beeps: boolean
  papers: PaperKind[]
  /** Whose tickets it prints; empty is every station's. */
  stations: Station[]
}

export type Printer = PrinterSpec & PrinterActivity & {
  id: number
  /** Whether it says that a job is done; null while that was not tried. */
  answers: boolean | null
}

export type PrinterNow = PrinterActivity & {
  /** Its number. */
  printer: number
  name: string
}

/** What a printer does, as far as its last job showed. */
export type PrinterActivity = {
  state: "ready" | "printing" | "trouble"
  /** What is wrong. */
  reason: PrintReason | null
  /** Since when it is so; null where it has printed nothing since the shop opened. */
  since: string | null
  /** How many jobs wait. */
  waiting: number
  /** How many jobs a person has to decide about. */
  asks: number
}

export type PrintReason = "unreachable" | "no_paper" | "cover_open" | "offline" | "silent" | "interrupted" | "stopped" | "not_permitted" | "taken" | "too_late" | "order_over" | "gone" | "decided"

export type FoundPrinter = {
  way: PrinterWay
  address: string
  /** Its address, or what a USB device calls itself. */
  name: string
}

export type TestResult = {
  state: JobState
  reason: PrintReason | null
}

export type JobKind = "kitchen" | "void" | "receipt" | "refund" | "bill" | "report" | "test" | "drawer"

/** `sent` by a printer that never says that a job is done. `unknown` was interrupted and may have come out; `failed` did not come out and is not tried again automatically: about these two a person decides. */
export type JobState = "waiting" | "sending" | "sent" | "confirmed" | "unknown" | "failed" | "dropped"

export type JobAct = "retry" | "move" | "drop"

export type MissingPrintPictures = {
  /** Each is printed as a question mark until it is drawn. */
  names: string[]
  logo_url: PhotoUrl
}

export type PrintPicture = {
  /** A name or the address of the logo. */
  of: string
  picture: {
    /** In dots. */
    width: number
    /** Rows from the top, each of whole bytes; the first dot is the highest bit, and black is 1. */
    hex: string
  }
}

export type PrintJobs = {
  jobs: PrintJob[]
}

export type PrintJob = {
  id: number
  printer_id: number
  kind: JobKind
  /** Whose ticket it is; empty where it is none. */
  station: string
  /** 1, or which copy of the first one. */
  copy: number
  state: JobState
  /** How often it may have come out before. */
  repeats: number
  reason: PrintReason | null
  /** Who asked for it; null where an event did. */
  by: string | null
  created_at: Time
  wanted_at: Time
  order_uid?: string
  /** Of its order. */
  number?: string
  table_number?: string
}

/** Members of `Settings`, each left out that stays. */
export type SettingsPatch = {
  shop_name?: string
  street_address?: string
  /** Takes the logo away. */
  logo_url?: null
  locale?: Language
  time_zone?: string
  day_cutoff_minutes?: number
  payment_timing?: PaymentTiming
  open_bills?: OpenBills
  unpaid_expiry_minutes?: number
  completes_ready_orders?: boolean
  forget_guests_days?: number
  takes_orders?: boolean
  payment_methods?: OfferedMethod[]
  kitchen_amber_minutes?: number
  kitchen_red_minutes?: number
  board_ready_minutes?: number
  kiosk_idle_s?: number
  /** As in `Sounds`, with each part left out that stays. */
  sounds?: Record<string, unknown>
  /** As in `QrisSettings`, with each part left out that stays. */
  qris?: Record<string, unknown>
  /** As in `HoursSettings`, with each part left out that stays, and without `paused_until_ms`. */
  hours?: Record<string, unknown>
  /** As in `OrderSettings`, with each part left out that stays. */
  orders?: Record<string, unknown>
  /** As in `BillSettings`, with each part left out that stays. */
  bill?: Record<string, unknown>
  /** As in `TaxSettings`, with each part left out that stays. */
  tax?: Record<string, unknown>
  /** As in `BooksSettings`, with each part left out that stays. */
  books?: Record<string, unknown>
  /** As in `ShiftSettings`, with each part left out that stays. */
  shifts?: Record<string, unknown>
  /** As in `ApprovalSettings`, with each part left out that stays. */
  approvals?: Record<string, unknown>
  /** As in `PrintingSettings`, with each part left out that stays. */
  printing?: Record<string, unknown>
  /** As in `Limits`, with each part left out that stays. */
  limits?: Record<string, unknown>
  host_names?: string[]
  /** As in `BackupRules`, with each part left out that stays, and without `place`. */
  backups?: Record<string, unknown>
  local_name?: string
  preferred_interface?: string
}

/** The shop's QRIS code, and how it is shown. */
export type QrisSettings = {
  /** The text of the shop's own static code; empty is none. Only the owner sees it. */
  code: string
  /** Whether customers scan a code with the amount in it, or the plain one. */
  fills_in_amount: boolean
  /** The most that one payment may be. */
  most_amount: number
}

export type ShopQris = {
  /** The merchant's name, as bank apps show it. */
  name: string
  city: string
  /** Whether codes have the amount in them; without it the customer types it. */
  fills_in_amount: boolean
  /** Above it there is no code. */
  most_amount: number
}

export type CheckedQris = {
  code: string
  merchant: {
    name: string
    city: string
  }
}

/** What a guest asks for from a table. */
export type CallWish = "waiter" | "bill"

/** A table that calls, until a till takes it away. */
export type TableCall = {
  id: Id
  table_number: Table
  wish: CallWish
  since: Time
}

/** What became of a round that a guest asked for. */
export type RequestState = "waiting" | "accepted" | "declined"

/** A round that a guest asked for from their own phone. While it waits it is not on the bill. */
export type RoundRequest = {
  id: number
  state: RequestState
  lines: ({
    menu_item_id: Id
    name: string
    quantity: number
    modifiers: {
      option_id: Id
      name: string
      price: Money
    }[]
    note: string | null
    line_total: Money
  })[]
  /** What its dishes cost by the menu, in whole rupiah. */
  total: number
  /** The round of the order that it became. */
  round: number | null
  /** Why it was declined, in the words of the till. */
  reason: string | null
  requested_at: Time
  answered_at: string | null
}

/** Whether guests can order now, by phone or at a kiosk. The till sells at any hour. */
export type OpeningNow = {
  state: OpeningState
  /** When that changes automatically: while open the last order, otherwise when the shop takes orders again. Null if it does not within a week. */
  until: Time | null
}

/** What is left of items that are counted down; those that are not here are not counted. */
export type Stock = {
  id: Id
  left: number
}[]

/** `closed` by the owner until the owner opens it (`takes_orders`), `paused` by the till, `outside_hours` by `hours`. While `clock_ok` is false, no hour closes the shop. */
export type OpeningState = "open" | "closed" | "paused" | "outside_hours"

/** One or two spans, each `HH:MM-HH:MM` by the clock on the shop's wall, with a space between. An end before its begin is of the next day, `24:00` is midnight, and an empty text is a day without any. */
export type DayHours = string

/** When guests can order. */
export type HoursSettings = {
  /** Whether guests order in these hours only. */
  is_on: boolean
  monday: DayHours
  tuesday: DayHours
  wednesday: DayHours
  thursday: DayHours
  friday: DayHours
  saturday: DayHours
  sunday: DayHours
  /** How long before the end of a span guests order for the last time. */
  last_order_minutes: number
  /** Until when the till paused orders, in milliseconds since 1970; 0 is not at all. `PUT /api/v1/admin/pause` changes it. */
  paused_until_ms: number
}

/** What guests may do from their phones. */
export type OrderSettings = {
  /** Whether who holds the link of an order can ask for more from their own phone. */
  guests_may_add: boolean
  /** Whether the till accepts each of these rounds before it is on the bill and in the kitchen. */
  rounds_need_acceptance: boolean
  /** Whether guests call a waiter, or for the bill, from their table's card and from an order at a table. */
  guests_may_call: boolean
}

/** How a bill is made. An order keeps what held when it was placed. */
export type BillSettings = {
  /** The tax of food and drink (PB1, PBJT), in hundredths of a percent; 0 is none. */
  restaurant_tax_bp: number
  /** The tax of goods (PPN), in hundredths of a percent; 0 is none. */
  vat_bp: number
  /** The service charge, in hundredths of a percent; 0 is none. */
  service_bp: number
  prices_include: PricesInclude
  /** In rupiah. Cash is rounded to it. */
  smallest_coin: "1" | "100" | "500" | "1000"
  cash_rounding: "nearest" | "down" | "up"
}

export type CashMoveKind = "pay_in" | "pay_out" | "drop" | "drawer"

/** What was counted, as a sum, by notes and coins, or both where they are the same. */
export type CashCount = {
  counted?: number | null
  pieces?: Denomination[]
}

export type Denomination = {
  /** Rp100.000, 50.000, 20.000, 10.000, 5.000, 2.000, 1.000, 500, 200 or 100. */
  value: number
  pieces: number
}

export type CashMove = {
  id: number
  kind: CashMoveKind
  amount: Money
  reason: string | null
  by: string
  approved_by: string | null
  at: Time
}

export type ShiftCount = {
  /** Among the counts of its shift, from 1. */
  id: number
  counted: Money
  /** What should have been there then. */
  expected: number
  /** Below zero where something is missing. */
  difference: number
  pieces: Denomination[]
  by: string
  counted_at: Time
}

export type ShiftClosing = {
  /** From 1, without holes, over all drawers. */
  z_number: number
  closed_at: Time
  closed_by: string
  counted: Money
  expected: number
  /** Below zero where something is missing. */
  difference: number
  reason: string | null
  handed_over: Money
  left: Money
}

export type ShiftLine = {
  id: Id
  till: number
  opened_at: Time
  opened_by: string
  opening: Money
  /** Null while it is open. */
  closing: ShiftClosing | null
}

export type ShiftList = {
  shifts: ShiftLine[]
  /** Pass as `before` for more. */
  next: number | null
}

export type Shift = ShiftLine & {
  /** Whether the float was counted, or is what the last count left. */
  is_opening_counted: boolean
  moves: CashMove[]
  counts: ShiftCount[]
  report: ShiftReport | null
}

export type Drawer = {
  till: number
  /** Null while the drawer is closed. */
  shift: Shift | null
  /** What the last count left in it; null where it was never counted. */
  left: number | null
}

/** The figures of a shift. An order is a sale of the shift in which its money became complete; dishes that were added and paid afterwards are a sale of their own. `sales.total` + `rounding` + `deposits` + `claims` - `refunded` = `received`. */
export type ShiftReport = {
  sales: {
    orders: number
    /** The number of the first order. */
    first: string | null
    /** The number of the last order. */
    last: string | null
    gross: number
    complimentary: number
    discounts: number
    net: number
    service: number
    tax: number
    total: number
  }
  /** What came in for orders whose money is not complete, less what had come in before for those that now are. */
  deposits: number
  /** What came in and pays for nothing, less what of such money went back. */
  claims: number
  refunded: Money
  rounding: number
  /** What came in less what went back. */
  received: number
  /** One for each way of paying that was used. */
  methods: {
    method: PaymentMethod
    payments: number
    received: number
    refunds: number
    given_back: number
    total: number
  }[]
  cash: {
    opening: Money
    received: number
    given_back: number
    pay_in: Money
    pay_out: Money
    drop: Money
    /** How often it was opened for nothing. */
    drawer_openings: number
    expected: number
    /** Null while it is open. */
    counted: number | null
    difference: number | null
  }
  moves: CashMove[]
  refunds: ({
    /** The number of its order. */
    number: string
    method: PaymentMethod
    amount: Money
    reason: string
    by: string
    approved_by: string | null
    at: Time
  })[]
  voids: ({
    /** The number of its order. */
    number: string
    quantity: number
    name: string
    amount: Money
    reason: string | null
    by: string
    approved_by: string | null
    at: Time
  })[]
}

/** By which numbers the regional tax office knows the shop. */
export type TaxSettings = {
  /** The number of the taxpayer, on receipts and in the summary of the tax; empty is none. */
  npwpd: string
  /** The number of what is taxed, in the summary of the tax; empty is none. */
  nopd: string
}

/** An account of the bookkeeping. Its code, of letters, digits, `-`, `.` and `/`, with a digit in it; a space; and its name. */
export type BookAccount = string

/** The accounts that the general journal posts to. */
export type BooksSettings = {
  /** Notes and coins. */
  cash: BookAccount
  /** What QRIS providers still have to pay. */
  qris: BookAccount
  /** The bank account. */
  transfer: BookAccount
  /** What the bank still has to pay for cards. */
  card: BookAccount
  /** What delivery apps still have to pay. */
  app: BookAccount
  /** Sales at menu prices, without tax and service. */
  sales: BookAccount
  /** Discounts. */
  discounts: BookAccount
  /** What was given away. */
  gifts: BookAccount
  /** What was given back of dishes. */
  refunds: BookAccount
  /** The service charge. */
  service: BookAccount
  /** The tax on food and drink that is owed. */
  restaurant_tax: BookAccount
  /** The value added tax that is owed. */
  vat: BookAccount
  /** What cash was rounded by. */
  rounding: BookAccount
  /** What customers paid ahead. */
  deposits: BookAccount
  /** What customers have to get back. */
  claims: BookAccount
  /** Cash of the shop that is not in a drawer. */
  safe: BookAccount
  /** What was paid out of drawers. */
  expenses: BookAccount
  /** Money that fits no bill, or no count of a drawer. */
  difference: BookAccount
}

/** How the drawer is opened and counted. */
export type ShiftSettings = {
  /** How many drawers with cash there are. */
  tills: number
  /** Whether the cash in a drawer is counted when it is opened, and not taken over from the last count. */
  counts_float: boolean
  /** Whether cashiers are told what should be in the drawer only once they have counted it. */
  blind_count: boolean
}

/** What a cashier does alone, and what the owner has to approve with a PIN. */
export type ApprovalSettings = {
  /** The share of an order that its discounts together may take off without an approval. */
  free_discount_bp: number
  /** Or the amount that they may take off together, of however small an order. */
  free_discount_amount: number
  complimentary: boolean
  void: boolean
  refund: boolean
  /** How much cash may be taken out of the drawer at once without an approval. */
  free_pay_out: number
  /** Whether opening the drawer without a sale needs an approval. */
  drawer: boolean
}

/** What is printed automatically, in a shop that has a printer for it. */
export type PrintingSettings = {
  /** A ticket for each station and round. */
  kitchen_tickets: boolean
  /** Of which orders there is a receipt when all of the bill, or of a check, is paid. */
  receipts: Channel[]
  /** A slip to be signed when money goes back. */
  refund_slips: boolean
  /** Whether the cash drawer opens when cash comes in or goes back. */
  opens_drawer: boolean
}

/** Which backups are kept, each the newest of its hour, day or week, and where else. */
export type BackupRules = {
  hourly: number
  daily: number
  weekly: number
  /** A folder on another disk; empty where there is none. */
  place: string
}

/** How much one address in the network may ask for. */
export type Limits = {
  orders_per_minute: number
  /** Orders not yet paid, at once. */
  unpaid_orders: number
  /** From a kiosk that was paired; it has no limit of unpaid ones. */
  kiosk_orders_per_minute: number
  /** Questions what a cart costs. */
  prices_per_minute: number
  /** By number and code. */
  lookups_per_minute: number
  /** Questions for orders that do not exist. */
  unknown_orders_per_minute: number
  /** Sockets and event streams at once; those of staff and of paired screens do not count. */
  sockets: number
  /** Over sockets. */
  messages_per_minute: number
  connections: number
}

/** What stands on it. */
export type Table = string

export type TableName = string | number

export type Wifi = {
  /** As the network spells it; empty where there is none. */
  name: string
  /** Not needed with `open`. */
  password: string
  /** `wpa` is WPA, WPA2 and WPA3. */
  security: "wpa" | "open"
  /** Whether the network does not say that it is there. */
  is_hidden: boolean
}

export type Receipt = {
  lines: ReceiptLine[]
}

export type ReceiptLine = ReceiptRow | ReceiptRule | ReceiptCode

/** A row of text; what follows from its width is left to who draws it. */
export type ReceiptRow = {
  /** Spaces at its start set it in. */
  left: string
  /** At the right edge, such as a sum. */
  right?: string
  size: "normal" | "tall" | "big" | "huge"
  bold: boolean
  centred: boolean
  /** With a frame around it. */
  boxed: boolean
}

/** A line across the paper. */
export type ReceiptRule = {
  rule: true
}

export type ReceiptCode = {
  code: DrawnCode
}

/** A QR code to be drawn. */
export type DrawnCode = {
  /** Modules from edge to edge, with the four light ones at each side. */
  size: number
  /** What is dark, as the `d` of an SVG path in modules. */
  path: string
}

export type Cards = {
  shop_name: string
  street_address: StreetAddress
  logo_url: PhotoUrl
  /** Where phones reach the shop. */
  public_url: string
  wifi: Wifi
  /** `WIFI:T:WPA;S:…;P:…;;`, to be joined by scanning; null without a Wi-Fi. */
  wifi_qr: DrawnCode | null
  /** The menu without a table, for the counter. */
  menu_url: string
  menu_qr: DrawnCode
  cards: {
    id: number
    table_number: Table
    /** Unguessable; it opens the menu with this table known. */
    token: string
    url: string
    qr: DrawnCode
  }[]
}

export type Tables = {
  /** Of the same tables, in the same order: a table keeps its number and its card when it is called otherwise. */
  ids: number[]
  tables: Table[]
}

export type Pulse = "ok" | "disk_full" | "cannot_write" | "stuck"

export type Count = number

export type RoomKind = "cashier" | "kitchen" | "board" | "queue" | "shop" | "menu" | "order" | "display"

/** `low` is less than 500 MiB; `short` is less than 32 MiB: no new orders (507), and what is open can be finished. */
export type DiskSpace = "plenty" | "low" | "short"

export type FullHealth = {
  status: Pulse
  version: string
  at: Time
  started_at: Time
  uptime_s: Count
  /** The newest number of the journal. */
  seq: number
  epoch: Epoch
  database: {
    bytes: Count
    /** Its write-ahead log. */
    log_bytes: number
  }
  disk: {
    space: DiskSpace
    free_bytes: number | null
    total_bytes: number | null
  }
  /** The newest backup in the shop's folder. */
  last_backup: Backup | null
  backup_trouble: BackupTrouble | null
  clock_ok: ClockOk
  /** Of the program; null where the system does not say. */
  memory_bytes: number | null
  /** Since the start, each with its flush to the disk. */
  commits: {
    count: Count
    /** Half took no longer; the bound of a bucket. */
    median_ms: number | null
    /** 99 of 100 took no longer. */
    p99_ms: number | null
  }
  /** Sockets and event streams that listen now, by kind of room. */
  sockets: {
    room: RoomKind
    count: Count
  }[]
  /** Requests that were refused since the start. */
  refused: {
    code: string
    count: Count
  }[]
  /** The shop's own screens; one that was lost is named for another half hour. */
  screens: ({
    id: string
    room: "cashier" | "kitchen" | "board" | "display"
    /** Who is logged in there. */
    name: string | null
    address: string
    connected: boolean
    /** Whether it answered the last sign of life. */
    current: boolean
    last_seen: Time
    /** The last number it was told; null while it is gone. */
    seq: number | null
    /** How far that is behind the newest of its room. */
    behind: number | null
    /** There and back, at the last sign of life; null before the first. */
    delay_ms: number | null
  })[]
  other_boards: Count
}

export type Backup = {
  name: string
  at: Time
  bytes: Count
  /** `upgrade`: a newer Siap was about to change the file; `restore`: another backup was about to take its place. */
  reason: "routine" | "upgrade" | "restore"
}

/** `damaged`: the copy was not whole, and so perhaps the database is not. `full`, `failed`: the machine's own disk takes none. `place_…`: the second place is not there, has no room, or takes none. */
export type BackupTrouble = "damaged" | "full" | "failed" | "place_missing" | "place_full" | "place_failed"

export type Backups = {
  backups: Backup[]
  /** The second place; null where there is none. */
  second: {
    place: string
    is_there: boolean
    backups: Backup[]
  } | null
  /** Other disks that are there now. */
  disks: string[]
  doing: {
    what: "backing_up" | "carrying" | "restoring"
    step: "copying" | "checking" | "photos"
    /** Bytes, or pictures. */
    done?: number
    total?: number
  } | null
  trouble: BackupTrouble | null
  /** The last restore, if the backup was prepared and could not take the shop's place: the shop is as it was. Null again when another restore begins. */
  failed_restore: {
    at: Time
    /** What the system said. */
    detail: string
  } | null
}

export type BackupPreview = {
  shop_name: string
  orders: Count
  newest_order_at: Time | null
  items: Count
  staff: Count
  photos: Count
  photos_missing: Count
  bytes: Count
}

export type Health = {
  status: Pulse
  version: string
  /** The newest number of the journal. */
  seq: number
  uptime_s: number
}

export type Staff = {
  id: Id
  name: string
  role: Role
  /** A screen of the shop and nobody's device. */
  is_screen: boolean
  /** The till that a customer display follows; left out of all others. */
  till?: TillNumber
}

/** A role that a person can have. */
export type PersonRole = "owner" | "cashier" | "waiter" | "kitchen"

export type Member = {
  id: Id
  name: string
  role: PersonRole
  created_at: Time
  /** Null if they are logged in nowhere. */
  last_seen: string | null
  retired_at: string | null
}

export type StaffList = {
  staff: Member[]
}

export type Name = string

export type Pin = string

export type NewMember = {
  name: Name
  role: PersonRole
  pin: Pin
}

export type MemberChange = {
  name?: string | null
  role?: "owner" | "cashier" | "waiter" | "kitchen" | null
  pin?: string | null
}

export type Device = {
  id: Id
  staff: Staff
  /** What it says it is. */
  device: string
  /** Where it was last. */
  address: string
  created_at: Time
  last_seen: Time
  is_this: boolean
  /** It listens over a socket now. */
  is_connected: boolean
}

export type Devices = {
  devices: Device[]
}

export type NewScreen = {
  name: Name
  role: ScreenRole
  till?: TillNumber
}

/** A till, by the number of its drawer. */
export type TillNumber = number

export type Code = {
  /** Eight characters; case, dashes and look-alikes do not matter. */
  code: string
}

export type Pairing = {
  code: string
  /** Opens the page with the code after «#». */
  url: string
  expires_at: Time
}

export type PhoneCheckBegun = {
  token: string
  url: string
}

export type PhoneCheck = {
  opened_at: string | null
  address: string | null
  device: string | null
  /** By which of the shop's addresses it came. */
  host: string | null
}

export type Setup = {
  /** The shop has no owner yet. */
  open: boolean
  needs_code: boolean
  finished: boolean
}

export type FirstStart = {
  code?: string | null
  shop_name: string
  locale: Language
  owner_name: Name
  pin: Pin
  menu: "starter" | "empty"
  /** As in `BillSettings`; a part that is left out is none. */
  bill?: Record<string, unknown> | null
}

export type Who = {
  staff: Staff
}

export type Token = {
  /** Shown only this once. */
  token: string
  staff: Staff
}

/** A refusal (RFC 9457). `detail` is fit to show to a person. */
export type Problem = {
  /** The code with hyphens. */
  type: string
  title: string
  status: number
  detail: string
  /** `detail` in each language, for a page whose reader changes the language. */
  details: {
    id: string
    en: string
  }
  /** Of `approval_needed`: the names of those who may. */
  approvers?: string[]
  /** Of `approval_needed`: what has to be approved. */
  act?: "discount" | "complimentary" | "void" | "refund" | "refund_of_earlier_day" | "pay_out" | "drawer"
  /** Which part of what was sent cannot be used, where it is one part: `price`, `items[3].price`. */
  field?: string
  /** Stable. `bad_message`, `unknown_room` and `too_many_messages` are said only over the socket. */
  code: "shop_closed" | "shop_paused" | "outside_hours" | "empty_order" | "too_many_lines" | "quantity_out_of_range" | "unknown_item" | "sold_out" | "only_left" | "not_served_now" | "unknown_option" | "choice_missing" | "too_many_choices" | "unknown_word" | "text_too_long" | "control_characters" | "sum_too_large" | "already_paid" | "shift_open" | "shift_closed" | "count_again" | "shift_not_found" | "approval_needed" | "approval_refused" | "guests_cannot_add" | "guests_cannot_call" | "not_at_a_table" | "order_over" | "unknown_request" | "request_answered" | "wrong_pin" | "idempotency_key_missing" | "more_than_owed" | "more_than_paid" | "more_than_sold" | "too_many_prices" | "too_many_calls" | "too_many_displays" | "unfit_amount" | "unknown_discount" | "unknown_payment" | "unknown_claim" | "still_owed" | "already_given_back" | "unknown_check" | "bill_split" | "check_missing" | "bad_parts" | "not_a_part" | "line_left_over" | "taken_twice" | "paid_for" | "last_line" | "pays_first" | "has_payments" | "discounts_conflict" | "request_waiting" | "terms_differ" | "same_order" | "tendered_too_little" | "forbidden" | "illegal_move" | "not_paid" | "too_late" | "reason_missing" | "moved_on" | "unknown_line" | "illegal_line_move" | "unfit_setting" | "qris_empty" | "qris_not_emv" | "qris_bad_tlv" | "qris_bad_length" | "qris_missing_crc" | "qris_bad_crc" | "qris_duplicate_tag" | "qris_bad_account" | "qris_missing_tag" | "qris_wrong_country" | "qris_wrong_currency" | "qris_no_merchant_account" | "qris_bad_initiation" | "qris_bad_amount" | "qris_not_static" | "nothing_owed" | "qris_amount_over_limit" | "qris_not_set" | "unfit_graymap" | "no_code_in_photo" | "address_changed" | "clock_moved_on" | "card_not_valid" | "table_not_found" | "menu_moved_on" | "menu_full" | "category_not_empty" | "unfit_menu" | "price_too_low" | "price_too_high" | "table_not_text" | "table_no_headings" | "table_no_column" | "table_column_twice" | "table_too_many_cells" | "table_empty" | "table_no_amount" | "table_no_number" | "table_no_answer" | "table_no_kind" | "table_unfit_text" | "table_unknown_id" | "table_twice" | "table_unknown_choice" | "table_ambiguous" | "unfit_photo" | "not_a_picture" | "unfit_name" | "unfit_pin" | "name_taken" | "last_owner" | "unfit_printer" | "printer_elsewhere" | "printer_name_taken" | "too_many_printers" | "printer_has_jobs" | "no_printer" | "unfit_print_picture" | "nothing_to_print" | "printer_not_found" | "staff_not_found" | "device_not_found" | "backup_not_found" | "backup_damaged" | "backup_newer" | "backup_unreadable" | "backup_at_work" | "backup_place_unfit" | "report_in_preparation" | "wrong_setup_code" | "wrong_pairing_code" | "already_set_up" | "too_many_orders" | "too_many_unpaid" | "too_many_lookups" | "too_many_tries" | "too_many_sockets" | "too_many_messages" | "too_many_connections" | "only_secure" | "order_not_found" | "item_not_found" | "idempotency_key_reused" | "bad_idempotency_key" | "wrong_name_or_pin" | "unauthorized" | "not_found" | "method_not_allowed" | "bad_json" | "bad_fields" | "bad_body" | "body_too_slow" | "bad_request" | "bad_query" | "too_large" | "not_json" | "misdirected" | "foreign_origin" | "upgrade_required" | "bad_handshake" | "bad_message" | "unknown_room" | "disk_full" | "cannot_write" | "internal"
}

export type CustomerConflict = Problem & {
  order: CustomerOrder
}

export type StaffConflict = Problem & {
  order: StaffOrder
}

/** `cashier`, `kitchen`, `board`, `queue`, `menu`, `shop`, `display:{till}` or `order:{uid}`. */
export type Room = string

export type OrderRoom = string

export type DisplayRoom = string

export type StaffRoom = "cashier" | "kitchen"

/** The order's `rev` after this. */
export type Rev = number

/** The journal's number. */
export type JournalSeq = number

/** `id` and `room` name it together: a tablet that shows both is two screens. */
export type Screen = {
  /** Its `screen`, or its network address where it sends none. */
  id: string
  room: "kitchen" | "board" | "display"
  /** Who of the staff is logged in there. */
  name: string | null
  /** Where it is in the network. */
  address: string
  /** Whether it is in the room. */
  connected: boolean
  /** Whether it has answered the last ping; false when it is not connected. */
  current: boolean
  /** When it came into this state. */
  last_seen: Time
  /** The till that a display follows; left out of all others. */
  till?: TillNumber
}

export type LineId = number

/** Why, where the move alone does not say it. `closed`: the business day is over, and the order was ready and paid; it is completed by the clock. */
export type Cause = "recall" | "reopen" | "cancelled" | "expired" | "closed" | "lines_added" | "merged" | "served" | null

/** What can be said of a room, and in it. */
export type RoomMessageType = "bill_changed" | "board_update" | "claim_recorded" | "claim_settled" | "display_update" | "joined" | "menu_update" | "new_order" | "order_details_changed" | "order_line_update" | "order_line_voided" | "order_lines_added" | "order_lines_declined" | "order_lines_moved_in" | "order_lines_moved_out" | "order_lines_requested" | "order_status_update" | "payment_corrected" | "payment_received" | "payment_refunded" | "payment_success" | "print_update" | "queue_update" | "screen_presence" | "shop_update" | "snapshot" | "table_calls"
