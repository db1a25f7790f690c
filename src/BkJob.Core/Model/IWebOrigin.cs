namespace BkJob;

/// <summary>The origin of a job whose web pages are known.</summary>
internal interface IWebOrigin
{
    /// <summary>The address of the web pages; null if it is not known.</summary>
    Uri? WebUrl { get; }
}
