using System.Globalization;

namespace BkJob.Module.Tests.Help;

/// <summary>For as long as it lives, this thread and the sessions made on it speak a language.</summary>
internal sealed class InCulture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public InCulture(string name) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentUICulture = _before;
}
