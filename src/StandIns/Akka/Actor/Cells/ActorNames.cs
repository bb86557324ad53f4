namespace Akka.Actor.Internal;

/// <summary>Makes up names: a prefix and a number in base 64, least significant digit first.</summary>
internal static class ActorNames
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    // 64 bits in digits of 6.
    private const int MaxDigits = 11;

    public static string Encode(string prefix, long number)
    {
        Span<char> text = stackalloc char[prefix.Length + MaxDigits];
        prefix.CopyTo(text);
        var length = prefix.Length;
        do
        {
            text[length++] = Digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number != 0);
        return new string(text[..length]);
    }
}
