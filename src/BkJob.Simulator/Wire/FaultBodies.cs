using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Wire;

/// <summary>Random bytes.</summary>
internal static class Garbage
{
    /// <summary>Creates random bytes, the same ones for the same seed.</summary>
    public static byte[] Make(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}

/// <summary>The login page of a portal, or of a proxy that cannot reach its target.</summary>
internal static class LoginPage
{
    private const string Html = """
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head><meta charset="utf-8"><title>登录 | BlueKing</title></head>
        <body>
        <form action="/login/" method="post">
        <input name="username" placeholder="请输入用户名"><input name="password" type="password" placeholder="请输入密码">
        <button>立即登录</button>
        </form>
        </body>
        </html>
        """;

    /// <summary>Creates a response with the page.</summary>
    public static Response Show(int status) => Response.Text(status, Html, "text/html; charset=utf-8");
}
