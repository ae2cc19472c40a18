package dev.keyferry.feed.reauth;

import dev.keyferry.feed.id.Revision;
import java.util.List;

/**
 * The first open orders of an edge past a position.
 *
 * @param orders in the order of their numbers, at most {@value #MAX_ORDERS}
 */
public record ReauthOrders(List<ReauthOrder> orders) {
    public static final int MAX_ORDERS = 64;

    public ReauthOrders {
        orders = List.copyOf(orders);
        if (orders.size() > MAX_ORDERS) {
            throw new IllegalArgumentException("at most " + MAX_ORDERS + " orders are told");
        }
        Revision last = Revision.NONE;
        for (ReauthOrder order : orders) {
            if (!order.number().isAfter(last)) {
                throw new IllegalArgumentException("the numbers of orders ascend");
            }
            last = order.number();
        }
    }
}
