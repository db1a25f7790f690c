using System.Buffers;
using System.Globalization;
using System.Text;

namespace BkJob.Transport;

/// <summary>
/// A text in the plainest of its writings: what stands in it as JSON, as a URL, as a form, as HTML or as a language prints it is undone,
/// as often as it was done, and large letters are small. Each character knows where in the text it comes from. Two texts that say the
/// same are the same in it, however they are written; it takes one pass for each time that something was written in another way.
/// </summary>
internal sealed class PlainText
{
    /// <summary>Nobody writes a text more often than this over.</summary>
    private const int MostPasses = 4;

    private static readonly Dictionary<string, char> Entities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lt"] = '<',
        ["gt"] = '>',
        ["amp"] = '&',
        ["quot"] = '"',
        ["apos"] = '\'',
    };

    private List<Sign> _signs;

    private PlainText(string text)
    {
        _signs = new List<Sign>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            _signs.Add(new Sign(char.ToLowerInvariant(text[i]), i, i + 1));
        }
    }

    /// <summary>The text itself.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Undoes the writings of a text.</summary>
    public static PlainText Of(string text)
    {
        var plain = new PlainText(text);
        for (int pass = 0; pass < MostPasses && plain.Undo(); pass++)
        {
            // Once more, as long as there is something to undo.
        }

        plain.Text = string.Create(plain._signs.Count, plain._signs, (span, signs) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = signs[i].Value;
            }
        });
        return plain;
    }

    /// <summary>Where in the text some characters of <see cref="Text"/> come from.</summary>
    public Range SourceOf(int start, int length) => _signs[start].Begin.._signs[start + length - 1].End;

    /// <returns>Whether there was anything to undo.</returns>
    private bool Undo()
    {
        var undone = new List<Sign>(_signs.Count);
        int at = 0;
        while (at < _signs.Count)
        {
            int taken = TakeBytes(at, undone);
            taken = taken > 0 ? taken : TakeEscape(at, undone);
            taken = taken > 0 ? taken : TakeEntity(at, undone);
            if (taken == 0)
            {
                Sign sign = _signs[at];
                undone.Add(sign.Value == '+' ? sign with { Value = ' ' } : sign);
                taken = 1;
            }

            at += taken;
        }

        bool hasChanged = undone.Count != _signs.Count;
        _signs = undone;
        return hasChanged;
    }

    /// <summary>Bytes of UTF-8 as %E5%AF%86 or \xe5\xaf\x86.</summary>
    private int TakeBytes(int at, List<Sign> undone)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = 0;
        int end = at;
        while (count < bytes.Length && ByteAt(end, out int length) is { } value)
        {
            bytes[count++] = value;
            end += length;
        }

        if (count == 0)
        {
            return 0;
        }

        bool isWhole = Rune.DecodeFromUtf8(bytes[..count], out Rune rune, out int used) == OperationStatus.Done;
        ByteAt(at, out int width);
        int taken = width * (isWhole ? used : 1);
        Add(isWhole ? rune : new Rune((char)bytes[0]), at, taken, undone);
        return taken;
    }

    private byte? ByteAt(int at, out int length)
    {
        length = Is(at, '%') ? 3 : Is(at, '\\') && Is(at + 1, 'x') ? 4 : 0;
        return length > 0 && Number(at + length - 2, 2) is { } value ? (byte)value : null;
    }

    /// <summary>\u5bc6, \U0001f680, and a backslash in front of anything.</summary>
    private int TakeEscape(int at, List<Sign> undone)
    {
        if (!Is(at, '\\'))
        {
            return 0;
        }

        if (Is(at + 1, 'u') && Number(at + 2, 8) is >= 0x10000 and <= 0x10FFFF and var code)
        {
            Add(new Rune(code), at, 10, undone);
            return 10;
        }

        if (Is(at + 1, 'u') && Number(at + 2, 4) is { } unit)
        {
            // Half of a character too: the other half follows.
            undone.Add(new Sign(char.ToLowerInvariant((char)unit), _signs[at].Begin, _signs[at + 5].End));
            return 6;
        }

        return 1;
    }

    /// <summary>&#23494; &#x5bc6; &amp;</summary>
    private int TakeEntity(int at, List<Sign> undone)
    {
        const int Longest = 12;
        int end = at + 1;
        while (Is(at, '&') && end < _signs.Count && end - at < Longest && _signs[end].Value != ';')
        {
            end++;
        }

        if (end == at + 1 || !Is(end, ';'))
        {
            return 0;
        }

        string name = string.Concat(_signs.Skip(at + 1).Take(end - at - 1).Select(sign => sign.Value));
        bool isHex = name.StartsWith("#x", StringComparison.Ordinal);
        int code = Entities.TryGetValue(name, out char named) ? named
            : isHex && int.TryParse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int hex) ? hex
            : name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : -1;
        if (!Rune.IsValid(code))
        {
            return 0;
        }

        Add(new Rune(code), at, end - at + 1, undone);
        return end - at + 1;
    }

    private void Add(Rune rune, int at, int length, List<Sign> undone)
    {
        foreach (char unit in Rune.ToLowerInvariant(rune).ToString())
        {
            undone.Add(new Sign(unit, _signs[at].Begin, _signs[at + length - 1].End));
        }
    }

    private bool Is(int at, char value) => at < _signs.Count && _signs[at].Value == value;

    /// <summary>A number of so many hexadecimal digits; null where others stand.</summary>
    private int? Number(int at, int digits)
    {
        int number = 0;
        for (int i = at; i < at + digits; i++)
        {
            if (i >= _signs.Count || !char.IsAsciiHexDigit(_signs[i].Value))
            {
                return null;
            }

            char digit = _signs[i].Value;
            number = (number << 4) | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return number;
    }

    /// <summary>A character, and the part of the text that it comes from.</summary>
    private readonly record struct Sign(char Value, int Begin, int End);
}
