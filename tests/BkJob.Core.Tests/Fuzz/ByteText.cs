using System.Text;

namespace BkJob.Core.Tests.Fuzz;

/// <summary>Bytes as text with a character for each: so that JSON can be put together as text and still hold what is no UTF-8.</summary>
internal static class ByteText
{
    public static byte[] ToBytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Real text as its UTF-8 bytes.</summary>
    public static string Of(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Bytes for a failure's report, such that they can be copied into a test.</summary>
    public static string Show(byte[] bytes)
    {
        var shown = new StringBuilder($"{bytes.Length} bytes: ");
        foreach (byte b in bytes.AsSpan(0, Math.Min(bytes.Length, 2000)))
        {
            shown.Append(b is >= 0x20 and < 0x7F ? ((char)b).ToString() : $"<{b:X2}>");
        }

        return shown.ToString();
    }
}
