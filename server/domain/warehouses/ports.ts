/** What a warehouse is signed in to with. */
export interface WarehouseLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Signs in to a database and out again; false when that is not possible, whatever the reason. Never throws. */
export type TryLogin = (login: WarehouseLogin) => Promise<boolean>;

/** How to sign in, by slug of the warehouse's type. */
export interface WarehouseLogins {
  readonly [slug: string]: TryLogin | undefined;
}
