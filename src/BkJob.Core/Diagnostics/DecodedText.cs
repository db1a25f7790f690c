using System.Buffers;
using System.Globalization;
using System.Text;

namespace BkJob.Transport;

/// <summary>
/// A decoded form of a text: encodings of JSON, URLs, forms, HTML and string literals are decoded repeatedly, and upper case becomes lower
/// case. Each character is mapped to its source in the text. Two encodings of one text have a common decoded form, even if encodings are
/// mixed.
/// </summary>
internal sealed class DecodedText
{
    /// <summary>The maximum number of nested encodings.</summary>
    private const int MaxPasses = 4;

    private static readonly SearchValues<char> EncodingMarks = SearchValues.Create("\\%&+");

    private static readonly Dictionary<string, char> Entities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lt"] = '<',
        ["gt"] = '>',
        ["amp"] = '&',
        ["quot"] = '"',
        ["apos"] = '\'',
    };

    private readonly bool _decodesControls;
    private readonly bool _isJsonOnly;

    /// <summary>Null if every character is mapped to its own index.</summary>
    private List<MappedChar>? _chars;

    private DecodedText(string lowerCase) => Text = lowerCase;

    private DecodedText(string lowerCase, bool decodesControls, bool isJsonOnly)
    {
        (_decodesControls, _isJsonOnly) = (decodesControls, isJsonOnly);
        _chars = new List<MappedChar>(lowerCase.Length);
        for (int i = 0; i < lowerCase.Length; i++)
        {
            _chars.Add(new MappedChar(lowerCase[i], i, i + 1));
        }

        for (int pass = 0; pass < MaxPasses && Decode(); pass++)
        {
            // Repeats while there is something to decode.
        }

        Text = string.Create(_chars.Count, _chars, (span, chars) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = chars[i].Value;
            }
        });
    }

    /// <summary>The decoded text.</summary>
    public string Text { get; }

    /// <summary>
    /// The decoded forms of a text. Its encoding is ambiguous: <c>\t</c> can be a tab, or a path that contains a t; <c>%41</c> can be an A,
    /// or a per cent sign in JSON.
    /// </summary>
    public static IEnumerable<DecodedText> GetReadings(string text)
    {
        string lowerCase = string.Create(text.Length, text, (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.ToLowerInvariant(source[i]);
            }
        });
        yield return new DecodedText(lowerCase);
        if (text.AsSpan().ContainsAny(EncodingMarks))
        {
            foreach (bool decodesControls in new[] { true, false })
            {
                yield return new DecodedText(lowerCase, decodesControls, isJsonOnly: false);
                yield return new DecodedText(lowerCase, decodesControls, isJsonOnly: true);
            }
        }
    }

    /// <summary>Maps characters of <see cref="Text"/> to the source text.</summary>
    public (int Start, int End) GetSource(int start, int end) =>
        _chars is null ? (start, end) : (_chars[start].Start, _chars[end - 1].End);

    /// <returns>Whether there was anything to decode.</returns>
    private bool Decode()
    {
        var decoded = new List<MappedChar>(_chars!.Count);
        int at = 0;
        while (at < _chars.Count)
        {
            int taken = TakeEscape(at, decoded);
            if (taken == 0 && !_isJsonOnly)
            {
                taken = TakeBytes(at, decoded);
                taken = taken > 0 ? taken : TakeEntity(at, decoded);
            }

            if (taken == 0)
            {
                MappedChar next = _chars[at];
                decoded.Add(next.Value == '+' && !_isJsonOnly ? next with { Value = ' ' } : next);
                taken = 1;
            }

            at += taken;
        }

        bool hasChanged = decoded.Count != _chars.Count;
        _chars = decoded;
        return hasChanged;
    }

    /// <summary>Bytes of UTF-8 as %E5%AF%86 or \xe5\xaf\x86.</summary>
    private int TakeBytes(int at, List<MappedChar> decoded)
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
        Add(isWhole ? rune : new Rune((char)bytes[0]), at, taken, decoded);
        return taken;
    }

    private byte? ByteAt(int at, out int length)
    {
        length = Is(at, '%') ? 3 : Is(at, '\\') && Is(at + 1, 'x') ? 4 : 0;
        return length > 0 && Number(at + length - 2, 2) is { } value ? (byte)value : null;
    }

    /// <summary>\u5bc6, \U0001f680, \t, and a backslash in front of anything.</summary>
    private int TakeEscape(int at, List<MappedChar> decoded)
    {
        if (!Is(at, '\\') || (!_isJsonOnly && ByteAt(at, out _) is not null))
        {
            return 0;
        }

        if (Is(at + 1, 'u') && Number(at + 2, 8) is >= 0x10000 and <= 0x10FFFF and var code)
        {
            Add(new Rune(code), at, 10, decoded);
            return 10;
        }

        if (Is(at + 1, 'u') && Number(at + 2, 4) is { } unit)
        {
            // A surrogate is also decoded: its other half follows.
            decoded.Add(new MappedChar(char.ToLowerInvariant((char)unit), _chars![at].Start, _chars[at + 5].End));
            return 6;
        }

        if (_decodesControls && at + 1 < _chars!.Count && ControlOf(_chars[at + 1].Value) is { } control)
        {
            decoded.Add(new MappedChar(control, _chars[at].Start, _chars[at + 1].End));
            return 2;
        }

        return 1;
    }

    private static char? ControlOf(char letter) => letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => null,
    };

    /// <summary>&#23494; &#x5bc6; &amp;</summary>
    private int TakeEntity(int at, List<MappedChar> decoded)
    {
        const int MaxLength = 12;
        int end = at + 1;
        while (Is(at, '&') && end < _chars!.Count && end - at < MaxLength && _chars[end].Value != ';')
        {
            end++;
        }

        if (end == at + 1 || !Is(end, ';'))
        {
            return 0;
        }

        string name = string.Concat(_chars!.GetRange(at + 1, end - at - 1).Select(c => c.Value));
        bool isHex = name.StartsWith("#x", StringComparison.Ordinal);
        int code = Entities.TryGetValue(name, out char named) ? named
            : isHex && int.TryParse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int hex) ? hex
            : name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : -1;
        if (!Rune.IsValid(code))
        {
            return 0;
        }

        Add(new Rune(code), at, end - at + 1, decoded);
        return end - at + 1;
    }

    private void Add(Rune rune, int at, int length, List<MappedChar> decoded)
    {
        foreach (char unit in Rune.ToLowerInvariant(rune).ToString())
        {
            decoded.Add(new MappedChar(unit, _chars![at].Start, _chars[at + length - 1].End));
        }
    }

    private bool Is(int at, char value) => at < _chars!.Count && _chars[at].Value == value;

    /// <summary>A number with this many hexadecimal digits; null if there are other characters.</summary>
    private int? Number(int at, int digits)
    {
        int number = 0;
        for (int i = at; i < at + digits; i++)
        {
            if (i >= _chars!.Count || !char.IsAsciiHexDigit(_chars[i].Value))
            {
                return null;
            }

            char digit = _chars[i].Value;
            number = (number << 4) | (digit <= '9' ? digit - '0' : digit - 'a' + 10);
        }

        return number;
    }

    /// <summary>A character, and the part of the text that it comes from.</summary>
    private readonly record struct MappedChar(char Value, int Start, int End);
}
