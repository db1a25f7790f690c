using System.Text;

namespace BkJob.Streaming;

/// <summary>
/// A text of each host: one array of UTF-8, and the end of each text in it. The complement of an end marks a host without one.
/// </summary>
internal sealed class HostTexts(int[] ends, byte[] bytes)
{
    public string? this[int row]
    {
        get
        {
            int begin = row == 0 ? 0 : GetEnd(row - 1);
            return ends[row] < 0 ? null : Encoding.UTF8.GetString(bytes, begin, ends[row] - begin);
        }
    }

    private int GetEnd(int row) => ends[row] >= 0 ? ends[row] : ~ends[row];
}
