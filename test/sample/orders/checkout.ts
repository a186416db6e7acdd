import axios from "axios";
import { Pool } from "pg";

const database = new Pool();

export interface Order {
  readonly id: string;
  readonly productIds: readonly string[];
}

// A rate limiter in the gateway keeps one caller from taking all of checkout's capacity.
export async function quote(order: Order): Promise<number> {
  const prices = await axios.get(`https://prices.example/quote/${order.id}`);
  return prices.data.total;
}

export async function loadProducts(order: Order) {
  const products = [];
  for (const productId of order.productIds) {
    const found = await database.query("SELECT id, name, price FROM product WHERE id = $1", [productId]);
    products.push(found.rows[0]);
  }
  return products;
}

export async function pay(order: Order, amount: number): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      await axios.post("https://payments.example/charge", { order: order.id, amount }, { timeout: 2_000 });
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}
