using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BkJob.Transport;

/// <summary>
/// Stores the runs of characters (n-grams) that occur in some secrets, and finds them in a text. It keeps hashes with a random key, not the
/// secrets, so that it can outlive the SecureStrings. A search is one pass over the text (Rabin-Karp), whatever the text repeats.
/// </summary>
/// <param name="maxLength">Length of a run. A shorter secret is one run.</param>
internal sealed class SecretGrams(int maxLength)
{
    /// <summary>A Mersenne prime: two different runs have the same hash once in 2^58 comparisons.</summary>
    private const ulong Prime = (1UL << 61) - 1;

    private static readonly ulong Key = CreateKey();

    private readonly Dictionary<int, HashSet<ulong>> _hashesByLength = [];

    /// <summary>Adds the runs of a secret.</summary>
    public void Add(string secret)
    {
        int length = Math.Min(secret.Length, maxLength);
        if (length == 0)
        {
            return;
        }

        if (!_hashesByLength.TryGetValue(length, out HashSet<ulong>? hashes))
        {
            _hashesByLength[length] = hashes = [];
        }

        foreach ((_, ulong hash) in new Runs(secret, length))
        {
            hashes.Add(hash);
        }
    }

    /// <summary>
    /// Finds the runs in a text, as ranges of its source. Runs that touch or overlap are one range, so that a repetitive text costs no more.
    /// </summary>
    public List<(int Start, int End)> Find(DecodedText text)
    {
        var found = new List<(int Start, int End)>();
        foreach ((int length, HashSet<ulong> hashes) in _hashesByLength)
        {
            (int Start, int End) range = (0, 0);
            foreach ((int start, ulong hash) in new Runs(text.Text, length))
            {
                if (!hashes.Contains(hash))
                {
                    continue;
                }

                if (start > range.End && range.End > 0)
                {
                    found.Add(text.GetSource(range.Start, range.End));
                    range = (0, 0);
                }

                range = (range.End == 0 ? start : range.Start, start + length);
            }

            if (range.End > 0)
            {
                found.Add(text.GetSource(range.Start, range.End));
            }
        }

        return found;
    }

    private static ulong CreateKey()
    {
        ulong key = 0;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref key)));
        return (key % (Prime - 1_000_000)) + 1_000_000;
    }

    private static ulong Multiply(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return Reduce((low & Prime) + ((low >> 61) | (high << 3)));
    }

    private static ulong Reduce(ulong sum) => sum >= Prime ? sum - Prime : sum;

    /// <summary>The hashes of all runs of one length. A structure, because every response is searched.</summary>
    private struct Runs(string text, int length)
    {
        private readonly ulong _leading = GetLeading(length);
        private ulong _hash;
        private int _next;

        public readonly (int Start, ulong Hash) Current => (_next - length, _hash);

        public readonly Runs GetEnumerator() => this;

        public bool MoveNext()
        {
            do
            {
                if (_next == text.Length)
                {
                    return false;
                }

                if (_next >= length)
                {
                    _hash = Reduce(_hash + Prime - Multiply(_leading, text[_next - length] + 1UL));
                }

                _hash = Reduce(Multiply(_hash, Key) + text[_next] + 1UL);
                _next++;
            }
            while (_next < length);

            return true;
        }

        /// <summary>The factor of the first character of a run.</summary>
        private static ulong GetLeading(int length)
        {
            ulong leading = 1;
            for (int i = 1; i < length; i++)
            {
                leading = Multiply(leading, Key);
            }

            return leading;
        }
    }
}
