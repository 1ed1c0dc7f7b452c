/** One way in which a condition is met or not met. `exact`: it sits on a computed boundary. */
export type Variant = {
  text: string;
  met: boolean;
  exact: boolean;
  values: string[];
  computed: string[];
  resolution?: string;
};

/** A clause without a boundary. */
export const plain = (text: string, met: boolean): Variant => ({ text, met, exact: false, values: [], computed: [] });
