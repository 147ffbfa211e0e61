import { measureLooks } from "../screens/looks.js"

await measureLooks("display")
