/*
 * Preloaded into charon, this answers every comparison of secret bytes with "equal". An IKE client
 * that runs with it does not notice that a gateway authenticated itself with another key than its own.
 * For tests only: stock clients end such an IKE SA, and thereby hide what a gateway let happen.
 */
#include <stdbool.h>
#include <stddef.h>

bool memeq_const(const void *left, const void *right, size_t length)
{
	(void)left;
	(void)right;
	(void)length;
	return true;
}
