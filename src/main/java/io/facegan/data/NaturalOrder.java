package io.facegan.data;

import java.util.Comparator;

/** Orders names naturally: runs of digits by value, so {@code 2.jpg < 10.jpg}. */
final class NaturalOrder implements Comparator<String> {
  static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = digitsEnd(left, l);
      int rightEnd = digitsEnd(right, r);
      boolean numbers = leftEnd > l && rightEnd > r;
      int order =
          numbers
              ? compareNumbers(left.substring(l, leftEnd), right.substring(r, rightEnd))
              : Character.compare(left.charAt(l), right.charAt(r));
      if (order != 0) {
        return order;
      }
      l = numbers ? leftEnd : l + 1;
      r = numbers ? rightEnd : r + 1;
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static int compareNumbers(String left, String right) {
    String l = withoutLeadingZeros(left);
    String r = withoutLeadingZeros(right);
    int lengths = Integer.compare(l.length(), r.length());
    return lengths != 0 ? lengths : l.compareTo(r);
  }

  private static String withoutLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static int digitsEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
