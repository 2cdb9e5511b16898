import { redirect } from "next/navigation";

/** The catalogue is what visitors come for. */
export default function Home() {
  redirect("/catalogue");
}
