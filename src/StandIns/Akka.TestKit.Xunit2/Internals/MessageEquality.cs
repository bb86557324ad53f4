using System.Collections;

namespace Akka.TestKit.Xunit2.Internals;

/// <summary>Equality of messages: by what the type defines, else item by item, else by type and <see cref="object.Equals(object)"/>.</summary>
internal static class MessageEquality
{
    public static bool AreEqual<T>(T expected, T actual)
    {
        if (expected is null || actual is null)
        {
            return expected is null && actual is null;
        }

        return expected switch
        {
            IEquatable<T> equatable => equatable.Equals(actual),
            IComparable<T> comparable => comparable.CompareTo(actual) == 0,
            IComparable comparable => comparable.CompareTo(actual) == 0,
            IEnumerable items when actual is IEnumerable others => AreEqualItems(items, others),
            _ => expected.GetType() == actual.GetType() && expected.Equals(actual),
        };
    }

    private static bool AreEqualItems(IEnumerable expected, IEnumerable actual)
    {
        var others = actual.GetEnumerator();
        foreach (var item in expected)
        {
            if (!others.MoveNext() || !AreEqual(item, others.Current))
            {
                return false;
            }
        }

        return !others.MoveNext();
    }
}
