// The screens of all sections but the first. A script of their own, fetched when one of them is opened: they are two
// thirds of the code, and most visits of an owner are a look at the day, often on a phone.

import { BackupsSection } from "./backups/backups-section.js"
import { ChoicesSection } from "./menu/choices-section.js"
import { DevicesSection } from "./devices/devices-section.js"
import { ExportSection } from "./export/export-section.js"
import { HealthSection } from "./health/health-section.js"
import { HistorySection } from "./history/history-section.js"
import { MenuSection } from "./menu/menu-section.js"
import { PeopleSection } from "./staff/people-section.js"
import { PhoneSection } from "./network/phone-section.js"
import { PrintersSection } from "./printers/printers-section.js"
import { ReportSection } from "./report/report-section.js"
import { TaxSection } from "./report/tax-section.js"
import { ShiftsSection } from "./shifts/shifts-section.js"
import { SettingsSection } from "./settings/settings-section.js"
import { NetworkSection } from "./settings/network-section.js"
import { TablesSection } from "./settings/tables-section.js"

/** @type {Record<string, any>} */
export const OTHER_SCREENS = {
  report: ReportSection,
  tax: TaxSection,
  shifts: ShiftsSection,
  menu: MenuSection,
  choices: ChoicesSection,
  people: PeopleSection,
  devices: DevicesSection,
  phone: PhoneSection,
  history: HistorySection,
  export: ExportSection,
  backups: BackupsSection,
  health: HealthSection,
  settings: SettingsSection,
  tables: TablesSection,
  printers: PrintersSection,
  network: NetworkSection,
}
