import { Undefined, type Value } from "@/server/dbt/jinja/values";

/**
 * A name that the load cannot know: an undefined name, or something of a package that is not installed. It reads as
 * nothing (empty, falsy, printing as nothing); each call of it is reported. One of a missing package also survives
 * arithmetic, so that the rest of a model still renders.
 */
export class Opaque extends Undefined {
  constructor(
    name: string,
    private readonly report: (name: string) => void,
    private readonly isOfPackage: boolean,
  ) {
    super(name);
  }

  override member(name: string): Value {
    return new Opaque(`${this.name}.${name}`, this.report, this.isOfPackage);
  }

  override called(): Value {
    this.report(this.name);
    return this;
  }

  override operated(): Value {
    return this.isOfPackage ? this : super.operated();
  }
}
